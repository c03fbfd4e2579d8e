"""What the forms of opportunities ask for."""

from typing import Annotated

from pydantic import Field

from services.web.forms.fields import FormModel


class ApplicationForm(FormModel):
    message: Annotated[str, Field(max_length=4000)] = ""


class AlertsForm(FormModel):
    alerts: bool
    version: int
