"""Looks a body up in Enhetsregisteret, Norway's register of organisations."""

from dataclasses import dataclass

from pydantic import BaseModel, Field, ValidationError

from services.auth.proposals.domain import Entry, Registered
from services.kit import clock
from services.kit.calls.external_json import NoAnswer, get_json

_ABSENT = {404: Registered.UNKNOWN, 410: Registered.REMOVED}


class _SectorCode(BaseModel):
    kode: str


class Unit(BaseModel):
    """The response of GET /enhetsregisteret/api/enheter/{orgnr}. A removed unit may come with status 200 as well."""

    navn: str = Field(max_length=200)
    institusjonellSektorkode: _SectorCode | None = None  # noqa: N815 -- the register's own spelling
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
            return Entry(registered=_ABSENT[failure.status], at=clock.now())
        except ValidationError:
            raise NoAnswer("not_a_unit") from None
        if unit.slettedato is not None:
            return Entry(registered=Registered.REMOVED, at=clock.now())
        code = unit.institusjonellSektorkode
        return Entry(
            registered=Registered.KNOWN, at=clock.now(), name=unit.navn, sector_code=code.kode[:8] if code else None
        )

    def _url_of(self, orgnr: str) -> str:
        return f"{self.url}/enhetsregisteret/api/enheter/{orgnr}"
