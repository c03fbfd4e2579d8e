"""Preferences over HTTP."""

from fastapi import APIRouter

from services.kit.errors import NotPermitted, PersonRequired, PreconditionRequired, Stale
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse
from services.notify.preferences import service
from services.notify.preferences.dependencies import (
    ChangedPreferences,
    Myself,
    ReadPreferences,
    UnchangedPreference,
)
from services.notify.preferences.schemas import PreferencesRead, PreferencesUpdate

router = APIRouter(tags=["preferences"])

_MINE = problems(NotPermitted, PersonRequired)


@router.get("/v1/preferences", responses=_MINE)
def read_preferences(caller: Myself, preferences: ReadPreferences, response: CurrentResponse) -> PreferencesRead:
    """Read how you want to be told. Until you choose, you are mailed at once, in the language of your account."""
    return response.versioned(service.read_preferences(preferences, caller.sub))


@router.put("/v1/preferences", responses=_MINE | problems(Stale, PreconditionRequired))
def update_preferences(
    caller: Myself,
    preference: UnchangedPreference,
    preferences: ChangedPreferences,
    asked: PreferencesUpdate,
    response: CurrentResponse,
) -> PreferencesRead:
    """Choose how you want to be told. With `email: off` messages stay in the inbox, and no mail is made of them.

    Needs the ETag you read in `If-Match`; it is `"0"` before you first choose.
    """
    return response.versioned(service.update_preferences(preferences, preference, asked))
