"""What the forms of a person's own page ask for."""

from typing import Annotated, Literal

from pydantic import Field

from services.web.forms.fields import FormModel


class AccountForm(FormModel):
    name: Annotated[str, Field(max_length=200)]
    language: Literal["nb", "nn", "en"]
    version: int
