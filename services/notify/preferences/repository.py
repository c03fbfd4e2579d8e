"""Every query about preferences."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import col

from services.kit.data.repository import Repository
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import Statement
from services.kit.data.tables import table_of
from services.kit.errors import Stale
from services.notify.preferences.models import Preference

_CHOSEN = table_of(Preference)
_EMAIL = select(_CHOSEN.c.person_id, _CHOSEN.c.email).where(
    _CHOSEN.c.person_id.in_(bindparam("people", expanding=True))
)

_LANGUAGE = select(col(Preference.language)).where(col(Preference.person_id) == bindparam("person_id"))


class Preferences(Repository[Preference]):
    """How people want to be notified."""

    def find(self, person_id: str) -> Preference | None:
        return self.session.get(Preference, person_id)

    def list_by_person(self, people: Collection[str]) -> Mapping[str, Preference]:
        """The preferences of those of the people who have chosen."""
        found = self.session.scalars(select(Preference).where(col(Preference.person_id).in_(people)))
        return {preference.person_id: preference for preference in found}

    def find_language(self, person_id: str) -> str | None:
        """The language that the person chose."""
        return self.session.scalar(_LANGUAGE, {"person_id": person_id})

    def list_email(self, people: Collection[str]) -> Mapping[str, str]:
        """When each of the people wants mail, of those who have chosen."""
        return {row.person_id: row.email for row in self.session.execute(_EMAIL, {"people": list(people)})}

    def of_locked(self, person_id: str) -> Preference:
        """The person's preferences, locked; the defaults where the person has not chosen any."""
        query = select(Preference).where(col(Preference.person_id) == person_id).with_for_update()
        return self.session.scalars(query).one_or_none() or Preference(person_id=person_id)

    def pass_on(self, from_id: str, to: str) -> None:
        """Give somebody's preferences to another person, unless they have their own."""
        if self.find(to) is None:
            self.session.execute(update(Preference).where(col(Preference.person_id) == from_id).values(person_id=to))
        self.session.execute(delete(Preference).where(col(Preference.person_id) == from_id))

    def keep(self, preference: Preference) -> None:
        """Store the choice. Raises Stale where a concurrent request stored one first."""
        self.add(preference, unless=Stale())


_SHOWN_LANGUAGE = Statement[str | None](_LANGUAGE)


class ShownPreferences:
    """The same for what is only shown, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def find_language(self, person_id: str) -> str | None:
        """The language that the person chose."""
        return self._snapshot.find(_SHOWN_LANGUAGE, person_id=person_id)
