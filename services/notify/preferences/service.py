"""Reads and changes how a person wants to be notified."""

from services.kit import context
from services.kit.errors import Invalid
from services.kit.language import Language
from services.notify.preferences.domain import DIGEST, MailKind, Pace, choices_of, is_mandatory
from services.notify.preferences.models import Preference, UnsubscribeLink
from services.notify.preferences.repository import Preferences
from services.notify.preferences.schemas import KindsUpdate, PreferencesRead, PreferencesUpdate, UnsubscriptionRead
from services.notify.texts.preferences import ASKS, DONE


def read_preferences(preferences: Preferences, person_id: str, *, language: Language) -> PreferencesRead:
    return PreferencesRead.of(preferences.find(person_id) or Preference(person_id=person_id), language=language)


def update_preferences(preferences: Preferences, preference: Preference, asked: PreferencesUpdate) -> PreferencesRead:
    """Store the choice. Raises Invalid where a kind may not come at that pace, or where no hour is left."""
    kinds = _paces(asked.kinds)
    if asked.mail_from >= asked.mail_until:
        raise Invalid(("/mail_until", "out_of_range"))
    preference.email, preference.language = asked.email, asked.language
    preference.kinds = kinds
    preference.mail_from, preference.mail_until = asked.mail_from, asked.mail_until
    _keep(preferences, preference)
    return PreferencesRead.of(preference, language=asked.language or context.current().language)


def _paces(kinds: KindsUpdate) -> dict[str, str]:
    """What was chosen, by kind. Raises Invalid where a kind may not come at that pace."""
    chosen = {
        MailKind.ANSWERS: kinds.answers,
        MailKind.REMINDERS: kinds.reminders,
        MailKind.CANDIDACIES: kinds.candidacies,
        MailKind.PLACEMENTS: kinds.placements,
        MailKind.PROFILE: kinds.profile,
        MailKind.OPPORTUNITIES: kinds.opportunities,
        MailKind.BODY: kinds.body,
        MailKind.SECURITY: kinds.security,
    }
    for kind, pace in chosen.items():
        choices = choices_of(kind)
        if pace is not None and pace not in choices:
            raise Invalid((f"/kinds/{kind}", "wrong_value"), legal=[str(choice) for choice in choices])
    return {str(kind): str(pace) for kind, pace in chosen.items() if pace is not None}


def show_unsubscription(preferences: Preferences, link: UnsubscribeLink, *, language: Language) -> UnsubscriptionRead:
    """What the address in a mail turns off. It changes nothing: filters of mail look at addresses, too."""
    preference = preferences.find(link.person_id) or Preference(person_id=link.person_id)
    off = not _turned_off(preference, link.topic)
    return UnsubscriptionRead(topic=link.topic, off=off, text=(DONE if off else ASKS)[language])


def turn_mail_off(preferences: Preferences, link: UnsubscribeLink, *, language: Language) -> UnsubscriptionRead:
    """Turn off the mail that the address was sent with. Doing it again changes nothing."""
    preference = preferences.of_locked(link.person_id)
    changes = _turned_off(preference, link.topic)
    if changes:
        preference.kinds = {**preference.kinds, **dict.fromkeys(changes, str(Pace.OFF))}
        _keep(preferences, preference)
    return UnsubscriptionRead(topic=link.topic, off=True, text=DONE[language])


def _turned_off(preference: Preference, topic: str) -> list[str]:
    """The kinds that the topic has and that are not off: itself, or all that come in digests and may be off."""
    paces = {kind: preference.wishes.pace_of(kind) for kind in MailKind if not is_mandatory(kind)}
    in_digests = (Pace.DAILY, Pace.WEEKLY)
    if topic == DIGEST:
        return [str(kind) for kind, pace in paces.items() if pace in in_digests]
    return [str(kind) for kind, pace in paces.items() if kind == topic and pace is not Pace.OFF]


def _keep(preferences: Preferences, preference: Preference) -> None:
    preference.version += 1
    preferences.keep(preference)
