"""Preferences over HTTP."""

from fastapi import APIRouter

from services.kit import context
from services.kit.errors import NotFound, NotPermitted, PersonRequired, PreconditionRequired, Stale
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse
from services.notify.preferences import service
from services.notify.preferences.dependencies import (
    ChangedPreferences,
    FollowedLink,
    Myself,
    ReaderLanguage,
    ReadPreferences,
    ShownLink,
    UnchangedPreference,
)
from services.notify.preferences.schemas import PreferencesRead, PreferencesUpdate, UnsubscriptionRead

router = APIRouter(tags=["preferences"])

_MINE = problems(NotPermitted, PersonRequired)


@router.get("/v1/preferences", responses=_MINE)
def read_preferences(
    caller: Myself, preferences: ReadPreferences, response: CurrentResponse, language: ReaderLanguage
) -> PreferencesRead:
    """Read how you want to be told. Until you choose, you are mailed at once, in the language of your account.

    What is not urgent comes on working days between `mail_from` and `mail_until`, in Norway. Urgent is what has a
    deadline that would pass before.
    """
    return response.versioned(service.read_preferences(preferences, caller.sub, language=language))


@router.put("/v1/preferences", responses=_MINE | problems(Stale, PreconditionRequired))
def update_preferences(
    *,
    caller: Myself,
    preference: UnchangedPreference,
    preferences: ChangedPreferences,
    asked: PreferencesUpdate,
    response: CurrentResponse,
) -> PreferencesRead:
    """Choose how you want to be told: for each kind of mail, or with `email` for all that `kinds` does not name.

    With `daily` and `weekly` what you have not read comes in a digest, in the first hour of a working day. With `off`
    messages stay in the inbox, and no mail is made of them. What waits for your answer comes by mail all the same, and
    comes at once where its deadline would pass before the digest.

    Needs the ETag you read in `If-Match`; it is `"0"` before you first choose.
    """
    return response.versioned(service.update_preferences(preferences, preference, asked))


@router.get("/v1/unsubscriptions/{token}", responses=problems(NotFound))
def show_unsubscription(link: ShownLink, preferences: ReadPreferences) -> UnsubscriptionRead:
    """Show what the address in a mail turns off, and how. Needs no login, and changes nothing."""
    return service.show_unsubscription(preferences, link, language=context.current().language)


@router.post("/v1/unsubscriptions/{token}", responses=problems(NotFound, Stale))
def turn_mail_off(link: FollowedLink, preferences: ChangedPreferences) -> UnsubscriptionRead:
    """Turn off the mail that the address was sent with (RFC 8058). Needs no login; doing it again changes nothing.

    Mail programs send the form `List-Unsubscribe=One-Click`; it says nothing that the address does not.
    """
    return service.turn_mail_off(preferences, link, language=context.current().language)
