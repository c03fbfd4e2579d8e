"""What the routes about preferences are given, and the reader's language for all of notify's routes."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request

from services.kit import context
from services.kit.access.guard import CurrentGrants, RouteGrants, caller_for
from services.kit.access.table import Caller
from services.kit.language import Language
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import ReadSession, WriteSession
from services.notify.preferences.models import Preference, UnsubscribeLink
from services.notify.preferences.repository import Preferences, ShownPreferences, UnsubscribeLinks

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


LinkToken = Annotated[str, Path(max_length=64, description="As it stands in the mail")]


def link_to_read(session: ReadSession, token: LinkToken) -> UnsubscribeLink:
    """What an address in a mail turns off. Raises NotFound."""
    return UnsubscribeLinks(session).get(token)


def link_to_follow(session: WriteSession, token: LinkToken) -> UnsubscribeLink:
    """The same, to turn it off. Raises NotFound."""
    return UnsubscribeLinks(session).get(token)


ShownLink = Annotated[UnsubscribeLink, Depends(link_to_read)]
FollowedLink = Annotated[UnsubscribeLink, Depends(link_to_follow)]


@dataclass(frozen=True)
class Reader:
    """Who reads, and whether the request says in which language."""

    person_id: str
    asks: bool

    @classmethod
    def of(cls, request: Request, grants: RouteGrants) -> "Reader":
        return cls(person_id=grants.caller.sub, asks="Accept-Language" in request.headers)

    def language(self, preferences: Preferences | ShownPreferences) -> Language:
        """What the request asks for, else what the person chose in the preferences. The response says which it is."""
        chosen = None if self.asks else preferences.find_language(self.person_id)
        if chosen is not None:
            context.current().language = Language(chosen)
        return context.current().language


async def current_reader(request: Request, grants: CurrentGrants) -> Reader:
    return Reader.of(request, grants)


def language_to_change(request: Request, grants: CurrentGrants, session: WriteSession) -> Language:
    """The reader's language, for a route that changes something."""
    return Reader.of(request, grants).language(Preferences(session))


def language_to_read(request: Request, grants: CurrentGrants, session: ReadSession) -> Language:
    """The reader's language, for a route that reads in a session."""
    return Reader.of(request, grants).language(Preferences(session))


CurrentReader = Annotated[Reader, Depends(current_reader)]
ChangerLanguage = Annotated[Language, Depends(language_to_change)]
ReaderLanguage = Annotated[Language, Depends(language_to_read)]
