"""Looks a body up in Enhetsregisteret, Norway's register of organisations."""

from dataclasses import dataclass

from pydantic import BaseModel, Field, ValidationError

from services.auth.proposals.domain import Entry, Registered
from services.kit import clock
from services.kit.calls.external_json import NoAnswer, get_json
from services.scheme.organisations import is_orgnr

_ABSENT = {404: Registered.UNKNOWN, 410: Registered.REMOVED}


class _SectorCode(BaseModel):
    kode: str


class Unit(BaseModel):
    """The response of GET /enhetsregisteret/api/enheter/{orgnr}. A removed unit may come with status 200 as well."""

    navn: str = Field(max_length=200)
    institusjonellSektorkode: _SectorCode | None = None  # noqa: N815 -- the register's own spelling
    slettedato: str | None = None


class SubUnit(BaseModel):
    """The response of GET /enhetsregisteret/api/underenheter/{orgnr}."""

    navn: str = Field(max_length=200)
    overordnetEnhet: str  # noqa: N815 -- the register's own spelling
    slettedato: str | None = None


@dataclass(frozen=True, kw_only=True)
class Register:
    """Enhetsregisteret at the address in the settings."""

    url: str
    seconds: float  # in total, for a response

    def ask(self, orgnr: str) -> Entry:
        """Return the register's entry for a number now. Raises NoAnswer where it is down, too slow or unreadable."""
        try:
            unit = Unit.model_validate(get_json(self._url_of(orgnr), seconds=self.seconds))
        except NoAnswer as failure:
            if failure.status not in _ABSENT:
                raise
            registered = _ABSENT[failure.status]
            return self._ask_sub_unit(orgnr) if registered is Registered.UNKNOWN else _absent(registered)
        except ValidationError:
            raise NoAnswer("not_a_unit") from None
        if unit.slettedato is not None:
            return _absent(Registered.REMOVED)
        code = unit.institusjonellSektorkode
        return Entry(
            registered=Registered.KNOWN, at=clock.now(), name=unit.navn, sector_code=code.kode[:8] if code else None
        )

    def _ask_sub_unit(self, orgnr: str) -> Entry:
        """The entry of a number that is no unit's: a sub-unit's with its parent, or an unknown one. Raises NoAnswer."""
        try:
            found = SubUnit.model_validate(get_json(self._url_of(orgnr, kind="underenheter"), seconds=self.seconds))
        except NoAnswer as failure:
            if failure.status not in _ABSENT:
                raise
            return _absent(_ABSENT[failure.status])
        except ValidationError:
            raise NoAnswer("not_a_unit") from None
        if found.slettedato is not None:
            return _absent(Registered.REMOVED)
        if not is_orgnr(found.overordnetEnhet):
            raise NoAnswer("not_a_unit")
        return Entry(registered=Registered.UNKNOWN, at=clock.now(), name=found.navn, parent=found.overordnetEnhet)

    def _url_of(self, orgnr: str, *, kind: str = "enheter") -> str:
        return f"{self.url}/enhetsregisteret/api/{kind}/{orgnr}"


def _absent(registered: Registered) -> Entry:
    return Entry(registered=registered, at=clock.now())
