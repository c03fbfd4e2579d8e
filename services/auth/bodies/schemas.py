"""Public bodies on the wire."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from services.auth.bodies.domain import BodyState
from services.auth.bodies.models import Organisation
from services.kit.language import Language
from services.kit.schemas import RequestModel, ResponseModel
from services.kit.text import Line, Orgnr
from services.scheme.bodies import BodyLevel

NAMES: Mapping[Language, str] = {language: f"name_{language}" for language in Language}  # the columns


def names_of(body: Organisation) -> dict[str, str]:
    """The body's names, by column."""
    return {name: getattr(body, name) for name in NAMES.values()}


def _in_languages(body: Organisation) -> dict[Language, str]:
    return {language: getattr(body, name) for language, name in NAMES.items()}


class OrganisationRead(ResponseModel):
    """A public body of the scheme. Without a coordinator nobody there can endorse or decide yet."""

    orgnr: str
    state: BodyState
    level: Annotated[str, Field(description="Kind of body: state, municipal …")]
    sector: str
    names: dict[Language, str]
    has_coordinator: bool
    succeeded_by: Annotated[
        str | None, Field(description="The body that has taken its place: address that one instead")
    ]

    @classmethod
    def of(cls, body: Organisation, *, has_coordinator: bool) -> Self:
        fields = body.model_dump(include={"orgnr", "state", "level", "sector", "succeeded_by"})
        return cls(**fields, names=_in_languages(body), has_coordinator=has_coordinator)


class NamesRead(ResponseModel):
    """The names of public bodies in three languages, by number."""

    names: dict[str, dict[Language, str]]

    @classmethod
    def of(cls, bodies: Iterable[Organisation]) -> Self:
        return cls(names={body.orgnr: _in_languages(body) for body in bodies})


Sector = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}$")]


class NewBody(RequestModel):
    """A public body to add to the scheme: a line of the file of bodies, or an accepted proposal."""

    orgnr: Orgnr
    level: BodyLevel
    sector: Sector
    name_nb: Line
    name_nn: Line
    name_en: Line


class BodyNames(RequestModel):
    """New names of a public body; one that is None stays."""

    name_nb: Line | None = None
    name_nn: Line | None = None
    name_en: Line | None = None
