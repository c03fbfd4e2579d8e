"""The use cases of auth, by what they are about."""

from services.auth.service.invitations import bootstrap_coordinator
from services.auth.service.preparing import prepare

__all__ = ["bootstrap_coordinator", "prepare"]
