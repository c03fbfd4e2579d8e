"""Every query about preferences."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, delete, select, tuple_, update
from sqlmodel import col

from services.kit.data.repository import Repository, insert_absent
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import Statement
from services.kit.data.tables import table_of
from services.kit.errors import NotFound, Stale
from services.kit.ids import new_secret
from services.notify.preferences.domain import Hours, Wishes
from services.notify.preferences.models import Preference, UnsubscribeLink

_CHOSEN, _LINKS = table_of(Preference), table_of(UnsubscribeLink)
_WISHES = select(
    _CHOSEN.c.person_id, _CHOSEN.c.email, _CHOSEN.c.kinds, _CHOSEN.c.mail_from, _CHOSEN.c.mail_until
).where(_CHOSEN.c.person_id.in_(bindparam("people", expanding=True)))

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

    def list_wishes(self, people: Collection[str]) -> Mapping[str, Wishes]:
        """When each of the people wants which mail, of those who have chosen."""
        found = self.session.execute(_WISHES, {"people": list(people)}) if people else ()
        return {
            row.person_id: Wishes(
                email=row.email, kinds=row.kinds, hours=Hours(start=row.mail_from, end=row.mail_until)
            )
            for row in found
        }

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


class UnsubscribeLinks(Repository[UnsubscribeLink]):
    """The tokens that turn mail off: one for each person and topic, which lasts."""

    def list_tokens(self, wanted: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """The token of each person and topic; a new one where there is none yet."""
        if not wanted:
            return {}
        rows = [{"token": new_secret(), "person_id": person, "topic": topic} for person, topic in sorted(wanted)]
        insert_absent(self.session, rows, key=_LINKS.c.token)
        named = tuple_(_LINKS.c.person_id, _LINKS.c.topic).in_(list(wanted))
        return {(row.person_id, row.topic): row.token for row in self.session.execute(select(_LINKS).where(named))}

    def get(self, token: str) -> UnsubscribeLink:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(UnsubscribeLink).where(col(UnsubscribeLink.token) == token))

    def pass_on(self, from_id: str, to: str) -> None:
        """Give somebody's tokens to another person, but where that one has the topic's already."""
        mine = col(UnsubscribeLink.person_id) == from_id
        theirs: Sequence[str] = self.session.scalars(
            select(col(UnsubscribeLink.topic)).where(col(UnsubscribeLink.person_id) == to)
        ).all()
        free = mine & col(UnsubscribeLink.topic).not_in(theirs)
        self.session.execute(update(UnsubscribeLink).where(free).values(person_id=to))
        self.session.execute(delete(UnsubscribeLink).where(mine))


_SHOWN_LANGUAGE = Statement[str | None](_LANGUAGE)


class ShownPreferences:
    """The same for what is only shown, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def find_language(self, person_id: str) -> str | None:
        """The language that the person chose."""
        return self._snapshot.find(_SHOWN_LANGUAGE, person_id=person_id)
