"""Asks Enhetsregisteret whether a number is a public body's."""

from dataclasses import dataclass

from pydantic import BaseModel, Field, ValidationError

from services.auth.proposals.domain import Entry, Registered
from services.kit import clock
from services.kit.calls.external_json import NoAnswer, get_json


class _SectorCode(BaseModel):
    kode: str


class Unit(BaseModel):
    """Enhetsregisteret: GET /enhetsregisteret/api/enheter/{orgnr}; a removed unit may be answered with 200 as well."""

    navn: str = Field(max_length=200)
    institusjonellSektorkode: _SectorCode | None = None  # noqa: N815 -- the register's own spelling
    slettedato: str | None = None


@dataclass(frozen=True, kw_only=True)
class Register:
    """Enhetsregisteret, at an address that is a setting."""

    url: str
    seconds: float  # in all, for an answer

    def ask(self, orgnr: str) -> Entry:
        """What the register says now. Raises NoAnswer where it is down, too slow or makes no sense."""
        try:
            unit = Unit.model_validate(get_json(self._place(orgnr), seconds=self.seconds))
        except NoAnswer as none:
            if none.status not in _ABSENT:
                raise
            return Entry(registered=_ABSENT[none.status], at=clock.now())
        except ValidationError:
            raise NoAnswer("not_a_unit") from None
        if unit.slettedato is not None:
            return Entry(registered=Registered.REMOVED, at=clock.now())
        code = unit.institusjonellSektorkode
        return Entry(
            registered=Registered.KNOWN, at=clock.now(), name=unit.navn, sector_code=code.kode[:8] if code else None
        )

    def _place(self, orgnr: str) -> str:
        return f"{self.url}/enhetsregisteret/api/enheter/{orgnr}"


_ABSENT = {404: Registered.UNKNOWN, 410: Registered.REMOVED}
