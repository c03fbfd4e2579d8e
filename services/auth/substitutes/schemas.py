"""The request that appoints a substitute."""

from datetime import date
from typing import Annotated

from pydantic import Field

from services.kit.addresses import Email
from services.kit.language import Language
from services.kit.schemas import RequestModel


class SubstituteCreate(RequestModel):
    """Who acts as coordinator in your place for a while; of your own body or another, with or without an account."""

    email: Email
    until: Annotated[date, Field(description="The last day; at most a year from now")]
    language: Annotated[Language, Field(description="The language to write to them in")] = Language.NB
