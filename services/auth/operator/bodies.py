"""Public bodies: lets them join and leave, verifies their mail domains, and lists what waits for the operator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from pydantic import ValidationError

from services.auth.audit.service import OPERATOR
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations, refuse_succeeded
from services.auth.bodies.schemas import NAMES, BodyNames
from services.auth.departures import service as departures
from services.auth.operator.database import prepared
from services.auth.operator.register import Joining, body_to_join
from services.auth.proposals import service as proposals
from services.auth.proposals.repository import Proposals
from services.auth.settings import AuthSettings
from services.auth.sign_ups import service as sign_ups
from services.auth.sign_ups.repository import MailDomains
from services.auth.sign_ups.schemas import MailDomainCreate
from services.kit.errors import Invalid
from services.kit.language import Language


@dataclass(frozen=True, kw_only=True)
class NamedBody:
    """A public body by its number and name."""

    orgnr: str
    name: str

    @classmethod
    def of(cls, body: Organisation) -> Self:
        return cls(orgnr=body.orgnr, name=body.name_nb)


@dataclass(frozen=True, kw_only=True)
class NamedDomain:
    """A mail domain that a body named as its own."""

    orgnr: str
    domain: str


@dataclass(frozen=True, kw_only=True)
class Warnings:
    """What waits for the operator, by kind."""

    without_coordinator: Sequence[NamedBody]
    asked_to_leave: Sequence[NamedBody]
    with_one_coordinator: Sequence[NamedBody]  # and no substitute
    unverified_domains: Sequence[NamedDomain]
    proposed: Sequence[str]  # organisation numbers


def add(settings: AuthSettings, orgnr: str, asked: Joining) -> str:
    """Let a body join without a proposal; returns its name. Raises ServiceError, OperationRefused."""
    with prepared(settings) as database:
        body = body_to_join(database, settings, orgnr, asked)
        with database.write() as session:
            return proposals.register_body(session, body).name_nb


def rename(settings: AuthSettings, orgnr: str, names: Mapping[str, str]) -> Mapping[str, str]:
    """Give a body new names, by language; returns all it has now. Raises NotFound, BodySucceeded, Invalid."""
    try:
        asked = BodyNames.model_validate({NAMES[Language(language)]: name for language, name in names.items()})
    except ValidationError as error:
        raise Invalid(*((f"/{fault['loc'][0]}", "wrong_form") for fault in error.errors())) from None
    with prepared(settings) as database, database.write() as session:
        body = proposals.rename_body(session, orgnr, asked)
        return {language: getattr(body, name) for language, name in NAMES.items()}


def leave(settings: AuthSettings, orgnr: str) -> None:
    """Take a body out of the scheme, whether a coordinator asked or not. Raises NotFound, WrongState."""
    with prepared(settings) as database, database.write() as session:
        departures.leave_scheme(session, Organisations(session).get_locked(orgnr), by=OPERATOR)


def verify_domain(settings: AuthSettings, orgnr: str, domain: str) -> None:
    """Verify that a mail domain is that body's alone, whether the body named it before or not.

    Raises NotFound for the body, BodySucceeded, DomainRefused, DomainTaken, Invalid.
    """
    with prepared(settings) as database, database.write() as session:
        domains, body = MailDomains(session), Organisations(session).get_locked(orgnr)
        refuse_succeeded(body)
        try:
            asked = MailDomainCreate(domain=domain)
        except ValidationError:
            raise Invalid(("/domain", "wrong_form")) from None
        if domains.find_of_locked(body.orgnr, asked.domain) is None:
            sign_ups.add_domain(domains, asked, orgnr=body.orgnr, by=OPERATOR)
        sign_ups.verify_domain(domains, body.orgnr, asked.domain)


def warnings(settings: AuthSettings) -> Warnings:
    """What waits for the operator, as of now."""
    with prepared(settings) as database, database.read() as session:
        bodies, domains = Organisations(session), MailDomains(session)
        return Warnings(
            without_coordinator=[NamedBody.of(body) for body in bodies.list_uncoordinated()],
            asked_to_leave=[NamedBody.of(body) for body in bodies.list_leaving()],
            with_one_coordinator=[NamedBody.of(body) for body in bodies.list_with_one_coordinator()],
            unverified_domains=[NamedDomain(orgnr=one.orgnr, domain=one.domain) for one in domains.list_unverified()],
            proposed=[proposal.orgnr for proposal in Proposals(session).list_waiting()],
        )
