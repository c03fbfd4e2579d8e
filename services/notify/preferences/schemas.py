"""Requests and responses about preferences."""

from typing import Annotated, ClassVar, Self

from pydantic import Field

from services.kit.language import Language
from services.kit.schemas import RequestModel, Resource, ResponseModel
from services.notify.preferences.domain import DIGEST, Hours, MailKind, Pace, choices_of, is_mandatory
from services.notify.preferences.models import Preference
from services.notify.texts.preferences import KINDS, WHY_MANDATORY

_PACE = "When mail of a kind comes that `kinds` does not name"
_FROM = "The hour of working days in Norway from which mail comes that is not urgent"
_UNTIL = "The hour until which it comes, above `mail_from`"


class KindRead(ResponseModel):
    """A kind of mail, and when it comes."""

    kind: MailKind
    text: Annotated[str, Field(description="What the kind is, in your language")]
    email: Annotated[Pace, Field(description="When it comes, whether you chose that or not")]
    choices: Annotated[list[Pace], Field(description="What you can choose for it")]
    mandatory: Annotated[str | None, Field(description="Why it cannot be turned off; null where it can")]


class PreferencesRead(Resource):
    """How you want to be told. `id` is your own; version 0 is what holds until you choose."""

    place: ClassVar[str] = "/v1/preferences"

    email: Annotated[Pace, Field(description=_PACE)]
    kinds: Annotated[list[KindRead], Field(description="Each kind of mail")]
    mail_from: Annotated[int, Field(description=_FROM)]
    mail_until: Annotated[int, Field(description=_UNTIL)]
    language: Annotated[Language | None, Field(description="Of your mail and texts; null: as in your account")]

    @classmethod
    def of(cls, preference: Preference, *, language: Language) -> Self:
        wishes = preference.wishes
        kinds = [
            KindRead(
                kind=kind,
                text=KINDS[kind][language],
                email=wishes.pace_of(kind),
                choices=list(choices_of(kind)),
                mandatory=WHY_MANDATORY[kind][language] if is_mandatory(kind) else None,
            )
            for kind in MailKind
        ]
        return cls(**preference.model_dump() | {"id": preference.person_id, "kinds": kinds})


class KindsUpdate(RequestModel):
    """When mail of each kind is to come. What is left out comes when `email` says."""

    answers: Annotated[Pace | None, Field(description="What waits for your answer: `at_once` or `daily`")] = None
    reminders: Annotated[Pace | None, Field(description="Reminders of deadlines")] = None
    candidacies: Annotated[Pace | None, Field(description="What others have done or written of candidacies")] = None
    placements: Annotated[Pace | None, Field(description="Placements agreed, changed, begun and ended")] = None
    profile: Annotated[Pace | None, Field(description="The profile and its endorsement")] = None
    opportunities: Annotated[Pace | None, Field(description="New needs that fit")] = None
    body: Annotated[Pace | None, Field(description="The public body: its needs, plans and roles")] = None
    security: Annotated[Pace | None, Field(description="Login and security: `at_once`")] = None


class PreferencesUpdate(RequestModel):
    """All of it: what is left out is as it was before you chose anything."""

    email: Annotated[Pace, Field(description=_PACE)]
    kinds: Annotated[KindsUpdate, Field(description="What you choose for kinds of mail of their own")] = KindsUpdate()
    mail_from: Annotated[int, Field(description=_FROM, ge=0, le=23)] = Hours().start
    mail_until: Annotated[int, Field(description=_UNTIL, ge=1, le=24)] = Hours().end
    language: Language | None = None


class UnsubscriptionRead(ResponseModel):
    """What the address in a mail turns off, and whether it is off."""

    topic: Annotated[str, Field(description=f"The kind of mail; `{DIGEST}`: all that comes in digests")]
    off: Annotated[bool, Field(description="Whether mail of it is turned off")]
    text: Annotated[str, Field(description="What to do, or what was done")]
