"""What the routes about preferences are given, and the reader's language for all of notify's routes."""

from typing import Annotated

from fastapi import Depends, Request

from services.kit import context
from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.language import Language
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import ReadSession, WriteSession
from services.notify.preferences.models import Preference
from services.notify.preferences.repository import Preferences

Myself = Annotated[Caller, Depends(caller_for("read_preferences", "update_preferences"))]


async def preferences_to_read(session: ReadSession) -> Preferences:
    return Preferences(session)


async def preferences_to_change(session: WriteSession) -> Preferences:
    return Preferences(session)


ReadPreferences = Annotated[Preferences, Depends(preferences_to_read)]
ChangedPreferences = Annotated[Preferences, Depends(preferences_to_change)]


def unchanged_preference(caller: Myself, preferences: ChangedPreferences, expected: ExpectedVersion) -> Preference:
    """The caller's preferences. Raises Stale where they are no longer the version that If-Match names."""
    preference = preferences.of_locked(caller.sub)
    refuse_stale(expected, preference.version)
    return preference


UnchangedPreference = Annotated[Preference, Depends(unchanged_preference)]


def _language(request: Request, preferences: Preferences, person_id: str) -> Language:
    chosen = None if "Accept-Language" in request.headers else preferences.find(person_id)
    if chosen and chosen.language:
        context.current().language = Language(chosen.language)
    return context.current().language


def language_to_read(request: Request, grants: CurrentGrants, session: ReadSession) -> Language:
    """The reader's language: what the request asks for, else what the person chose in the preferences."""
    return _language(request, Preferences(session), grants.caller.sub)


def language_to_change(request: Request, grants: CurrentGrants, session: WriteSession) -> Language:
    """The same for a route that changes something, and so has another session."""
    return _language(request, Preferences(session), grants.caller.sub)


ReaderLanguage = Annotated[Language, Depends(language_to_read)]
ChangerLanguage = Annotated[Language, Depends(language_to_change)]
