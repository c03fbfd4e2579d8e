"""Public bodies, as whoever runs the scheme handles them: who proposed one, what the register says, joining."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from pydantic import ValidationError

from services.auth.domain.agencies import Entry, Rejection
from services.auth.errors import RegisterUnavailable
from services.auth.models import Proposal, Table
from services.auth.peers import Register
from services.auth.repository import MailDomains, Organisations, Proposals, RegisterEntries
from services.auth.schemas import Body, MailDomainCreate
from services.auth.service import joining, leaving, prepare, sign_ups
from services.auth.service.audit import OPERATOR
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.database import Database
from services.kit.errors import Invalid
from services.kit.outgoing import NoAnswer
from services.kit.text import is_orgnr


@contextmanager
def opened(settings: AuthSettings) -> Iterator[Database]:
    """auth's database, prepared: auth may not have been started yet."""
    database = Database(settings.database_url, Table.metadata, connections=2)
    try:
        prepare(database, settings)
        yield database
    finally:
        database.close()


def list_proposals(settings: AuthSettings) -> list[tuple[Proposal, Entry | None]]:
    """Proposals whose proposer's address is proven, with what the register says, where it has answered."""
    with opened(settings) as database, database.read() as session:
        entries = RegisterEntries(session)
        return [(proposal, entries.find(proposal.orgnr)) for proposal in Proposals(session).list_waiting()]


def add(settings: AuthSettings, orgnr: str, *, sector: str, level: str | None) -> str:
    """The body joins by the operator's own hand; its name. Raises ServiceError."""
    with opened(settings) as database:
        body = _body(database, settings, orgnr, sector=sector, level=level)
        with database.write() as session:
            return joining.register_body(session, body).name_nb


def accept(settings: AuthSettings, orgnr: str, *, sector: str, level: str | None) -> str:
    """The proposed body joins, and its proposer is invited. Returns the address. Raises ServiceError."""
    with opened(settings) as database:
        body = _body(database, settings, orgnr, sector=sector, level=level)
        with database.write() as session:
            return joining.accept_proposal(session, settings, body).email


def reject(settings: AuthSettings, orgnr: str, *, reason: Rejection) -> None:
    """Raises NotFound where no proposal of the body waits."""
    with opened(settings) as database, database.write() as session:
        joining.reject_proposal(session, orgnr, reason=reason)


def leave(settings: AuthSettings, orgnr: str) -> None:
    """The body leaves the scheme, whether a coordinator asked or not. Raises NotFound, WrongState."""
    with opened(settings) as database, database.write() as session:
        leaving.leave(session, Organisations(session).get_locked(orgnr), by=OPERATOR)


def verify_domain(settings: AuthSettings, orgnr: str, domain: str) -> None:
    """The mail domain is that body's alone, named by the body before or not.

    Raises NotFound for the body, DomainRefused, DomainTaken, Invalid.
    """
    with opened(settings) as database, database.write() as session:
        domains, body = MailDomains(session), Organisations(session).get_locked(orgnr)
        try:
            asked = MailDomainCreate(domain=domain)
        except ValidationError:
            raise Invalid(("/domain", "wrong_form")) from None
        if domains.find_of_locked(body.orgnr, asked.domain) is None:
            sign_ups.add_domain(domains, asked, orgnr=body.orgnr, by=OPERATOR)
        sign_ups.verify_domain(domains, body.orgnr, asked.domain)


def warnings(settings: AuthSettings) -> list[str]:
    """What waits for whoever runs the scheme: a line for each."""
    with opened(settings) as database, database.read() as session:
        bodies, proposals = Organisations(session), Proposals(session)
        lines = [f"{body.orgnr} {body.name_nb}: no coordinator" for body in bodies.list_uncoordinated()]
        lines += [f"{body.orgnr} {body.name_nb}: a coordinator asked to leave" for body in bodies.list_leaving()]
        thin = bodies.list_thinly_coordinated()
        lines += [f"{body.orgnr} {body.name_nb}: one coordinator, and no substitute" for body in thin]
        domains = MailDomains(session).list_unverified()
        lines += [f"{domain.orgnr}: the mail domain {domain.domain} waits to be verified" for domain in domains]
        return lines + [f"{proposal.orgnr}: proposed" for proposal in proposals.list_waiting()]


def _body(database: Database, settings: AuthSettings, orgnr: str, *, sector: str, level: str | None) -> Body:
    """The body as it joins. Raises NotPublicBody, RegisterUnavailable, Invalid.

    One that was of the scheme is known already: it joins again by its old names, whatever the register says.
    """
    if not is_orgnr(orgnr):
        raise Invalid(("/orgnr", "organisation_number"))
    with database.read() as session:
        known = Organisations(session).find(orgnr)
    try:
        if known is not None:
            names = {name: getattr(known, name) for name in ("name_nb", "name_nn", "name_en")}
            return Body(orgnr=orgnr, level=level or known.level, sector=sector or known.sector, **names)
        entry = entry_of(database, settings, orgnr)
        public = joining.public_level(entry)
        named = dict.fromkeys(("name_nb", "name_nn", "name_en"), entry.name)
        return Body.model_validate({"orgnr": orgnr, "level": level or public, "sector": sector, **named})
    except ValidationError as error:
        faults = [(f"/{fault['loc'][0]}", "wrong_form") for fault in error.errors()]
        raise Invalid(*faults) from None


def entry_of(database: Database, settings: AuthSettings, orgnr: str) -> Entry:
    """What the register says now, or while it is down what it said not long ago. Raises RegisterUnavailable."""
    try:
        entry = Register(url=settings.register_url, seconds=settings.register_seconds).ask(orgnr)
    except NoAnswer:
        with database.read() as session:
            kept = RegisterEntries(session).find(orgnr)
        if kept is None or not kept.is_within(timedelta(days=settings.register_days), at=clock.now()):
            raise RegisterUnavailable() from None
        return kept
    with database.write() as session:
        RegisterEntries(session).keep(orgnr, entry)
    return entry
