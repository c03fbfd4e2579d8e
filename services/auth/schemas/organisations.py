"""Public bodies on the wire."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from services.auth.domain.agencies import BodyState
from services.auth.models import Organisation
from services.kit.language import Language
from services.kit.schemas import Asked, Shown
from services.kit.text import Email, Line, Orgnr


class OrganisationRead(Shown):
    """A public body of the scheme. Without a coordinator nobody there can endorse or decide yet."""

    orgnr: str
    state: BodyState
    level: Annotated[str, Field(description="Kind of body: state, municipal …")]
    sector: str
    names: dict[Language, str]
    has_coordinator: bool

    @classmethod
    def of(cls, body: Organisation, *, has_coordinator: bool) -> Self:
        names = {Language.NB: body.name_nb, Language.NN: body.name_nn, Language.EN: body.name_en}
        told = body.model_dump(include={"orgnr", "state", "level", "sector"})
        return cls(**told, names=names, has_coordinator=has_coordinator)


class DepartureRead(Shown):
    """How far a body is on its way out of the scheme: nobody asked, one coordinator did, or it has left."""

    orgnr: str
    state: Literal["none", "asked", "left"]
    asked_by: Annotated[UUID | None, Field(description="The coordinator who asked; another one confirms")]
    asked_at: datetime | None

    @classmethod
    def of(cls, body: Organisation) -> Self:
        state = "left" if body.state == BodyState.LEFT else "asked" if body.leaving_asked_at else "none"
        asked_by = UUID(body.leaving_asked_by) if body.leaving_asked_by else None
        return cls(orgnr=body.orgnr, state=state, asked_by=asked_by, asked_at=body.leaving_asked_at)


class ProposalCreate(Asked):
    """Who proposes that their body join; `email` is their address at work, which a mailed link proves."""

    orgnr: Orgnr
    name: Line
    email: Email
    language: Language = Language.NB


class ProposalAsked(Shown):
    """A link is on its way; nobody is shown the proposal before it was followed."""

    orgnr: str
    expires_at: datetime


Level = Literal["state", "county", "municipal", "health_trust"]
Sector = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}$")]


class Body(Asked):
    """A line of the file of public bodies."""

    orgnr: Orgnr
    level: Level
    sector: Sector
    name_nb: Line
    name_nn: Line
    name_en: Line
