"""What the forms about addresses ask for."""

from typing import Annotated

from pydantic import Field

from services.web.forms.fields import FormModel


class AddressForm(FormModel):
    email: Annotated[str, Field(max_length=200)]


class PrimaryForm(FormModel):
    """Which address mail goes to."""

    email: str
    version: int


class JoinForm(FormModel):
    code: Annotated[str, Field(max_length=100)]
