"""Reads and changes how a person wants to be notified."""

from services.notify.preferences.models import Preference
from services.notify.preferences.repository import Preferences
from services.notify.preferences.schemas import PreferencesRead, PreferencesUpdate


def read_preferences(preferences: Preferences, person_id: str) -> PreferencesRead:
    return PreferencesRead.of(preferences.find(person_id) or Preference(person_id=person_id))


def update_preferences(preferences: Preferences, preference: Preference, asked: PreferencesUpdate) -> PreferencesRead:
    preference.email, preference.language = asked.email, asked.language
    preference.version += 1
    preferences.keep(preference)
    return PreferencesRead.of(preference)


def wants_mail(email: str | None) -> bool:
    """True until the person turns mail off. None: the person has not chosen."""
    return email != "off"
