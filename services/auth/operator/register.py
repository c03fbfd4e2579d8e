"""Looks a public body up in Enhetsregisteret before it joins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import get_args

from pydantic import ValidationError

from services.auth.bodies.repository import Organisations
from services.auth.bodies.schemas import NAMES, NewBody, names_of
from services.auth.operator.errors import OperationRefused
from services.auth.proposals import service as proposals
from services.auth.proposals.domain import Entry
from services.auth.proposals.errors import RegisterUnavailable
from services.auth.proposals.register import Register
from services.auth.proposals.repository import RegisterEntries
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.calls.external_json import NoAnswer
from services.kit.data.database import Database
from services.kit.errors import Invalid
from services.kit.language import Language
from services.scheme.bodies import BodyLevel
from services.scheme.organisations import is_orgnr


@dataclass(frozen=True, kw_only=True)
class Joining:
    """What the operator says of a body that joins. What is None or missing is the register's, or as it was before."""

    sector: str
    level: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)  # by language
    owned_enterprise: bool = False  # one that the public sector owns may join; needs a level


def body_to_join(database: Database, settings: AuthSettings, orgnr: str, asked: Joining) -> NewBody:
    """The body as it would join. Raises NotPublicBody, SubUnit, RegisterUnavailable, Invalid, OperationRefused.

    A body that was in the scheme before keeps its old names, whatever the register says, but for those given.
    """
    if not is_orgnr(orgnr):
        raise Invalid(("/orgnr", "organisation_number"))
    with database.read() as session:
        known = Organisations(session).find(orgnr)
    if known is not None and asked.owned_enterprise:
        raise OperationRefused("it has been in the scheme, and joins again without --owned-enterprise")
    if known is not None:
        body = {"level": asked.level or known.level, "sector": asked.sector or known.sector, **names_of(known)}
    else:
        entry = register_entry(database, settings, orgnr)
        own = asked.names.get(Language.NB, entry.name or "")
        body = {"level": _level_of(entry, asked), "sector": asked.sector, **dict.fromkeys(NAMES.values(), own)}
    given = {NAMES[Language(language)]: name for language, name in asked.names.items()}
    try:
        return NewBody.model_validate({"orgnr": orgnr, **body, **given})
    except ValidationError as error:
        faults = [(f"/{fault['loc'][0]}", "wrong_form") for fault in error.errors()]
        raise Invalid(*faults) from None


def _level_of(entry: Entry, asked: Joining) -> str:
    """The level of a body that may join: the one given, else the register's."""
    if not asked.owned_enterprise:
        if entry.is_owned:
            raise OperationRefused(
                f"the register has it as an enterprise that the public sector owns (sector code {entry.sector_code}), "
                f"which joins by your explicit word alone: --owned-enterprise --level {'|'.join(get_args(BodyLevel))}"
            )
        public = proposals.public_level(entry)
        return asked.level or public
    if not entry.is_owned:
        proposals.public_level(entry)
        raise OperationRefused("the register does not have it as an owned enterprise: leave --owned-enterprise out")
    if asked.level is None:
        raise OperationRefused(f"an owned enterprise needs --level {'|'.join(get_args(BodyLevel))}")
    return asked.level


def register_entry(database: Database, settings: AuthSettings, orgnr: str) -> Entry:
    """The body's entry in the register; while the register is down, a recent stored one.

    Raises RegisterUnavailable without either.
    """
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
