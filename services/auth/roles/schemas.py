"""The request that changes a membership."""

from typing import Annotated

from pydantic import Field

from services.kit.schemas import RequestModel
from services.kit.text import Slug
from services.scheme.roles import MemberRole


class MembershipUpdate(RequestModel):
    """Somebody's place in the body as it is to be."""

    role: Annotated[MemberRole | None, Field(description="Left out: as it is")] = None
    department: Annotated[Slug | None, Field(description="One of the policy's departments; null: none")] = None
