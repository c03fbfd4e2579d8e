"""Requests and responses about preferences."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from services.kit.language import Language
from services.kit.schemas import RequestModel, Resource
from services.notify.preferences.models import Preference

EmailChoice = Literal["at_once", "off"]


class PreferencesRead(Resource):
    """How you want to be told. `id` is your own; version 0 is what holds until you choose."""

    place: ClassVar[str] = "/v1/preferences"

    email: EmailChoice
    language: Annotated[Language | None, Field(description="Of your mail and texts; null: as in your account")]

    @classmethod
    def of(cls, preference: Preference) -> Self:
        return cls(**preference.model_dump() | {"id": preference.person_id})


class PreferencesUpdate(RequestModel):
    email: EmailChoice
    language: Language | None = None
