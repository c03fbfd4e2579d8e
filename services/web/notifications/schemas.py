"""What the form of notifications asks for."""

from typing import Annotated, Literal

from pydantic import Field

from ressurspool.client.notify import Pace, PreferencesChange
from services.web.forms.fields import FormModel, Number

Hour = Annotated[Number, Field(ge=0, le=24)]


class NotificationsForm(FormModel):
    kinds: dict[str, Pace]
    email: Pace  # of kinds that the form does not show
    mail_from: Hour
    mail_until: Hour
    language: Literal["nb", "nn", "en"] | None = None
    version: int

    def change(self) -> PreferencesChange:
        return PreferencesChange(**self.model_dump(exclude={"version"}))
