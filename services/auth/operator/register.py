"""Looks a public body up in Enhetsregisteret before it joins."""

from datetime import timedelta

from pydantic import ValidationError

from services.auth.bodies.repository import Organisations
from services.auth.bodies.schemas import NewBody
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
from services.scheme.organisations import is_orgnr


def body_to_join(database: Database, settings: AuthSettings, orgnr: str, *, sector: str, level: str | None) -> NewBody:
    """The body as it would join. Raises NotPublicBody, RegisterUnavailable, Invalid.

    A body that was in the scheme before keeps its old names, whatever the register says.
    """
    if not is_orgnr(orgnr):
        raise Invalid(("/orgnr", "organisation_number"))
    with database.read() as session:
        known = Organisations(session).find(orgnr)
    try:
        if known is not None:
            names = {name: getattr(known, name) for name in ("name_nb", "name_nn", "name_en")}
            return NewBody(orgnr=orgnr, level=level or known.level, sector=sector or known.sector, **names)
        entry = register_entry(database, settings, orgnr)
        public = proposals.public_level(entry)
        named = dict.fromkeys(("name_nb", "name_nn", "name_en"), entry.name)
        return NewBody.model_validate({"orgnr": orgnr, "level": level or public, "sector": sector, **named})
    except ValidationError as error:
        faults = [(f"/{fault['loc'][0]}", "wrong_form") for fault in error.errors()]
        raise Invalid(*faults) from None


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
