"""Changes of a membership on the wire."""

from typing import Annotated

from pydantic import Field

from services.auth.members.schemas import InvitedRole
from services.kit.schemas import Asked
from services.kit.text import Slug


class MembershipUpdate(Asked):
    """Somebody's place in the body as it is to be."""

    role: Annotated[InvitedRole | None, Field(description="Left out: as it is")] = None
    department: Annotated[Slug | None, Field(description="One of the policy's departments; null: none")] = None
