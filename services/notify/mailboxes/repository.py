"""Every query about mailboxes."""

from collections.abc import Collection, Set

from sqlalchemy import delete, select
from sqlmodel import col

from services.kit.data.repository import Repository
from services.kit.errors import Stale
from services.notify.mailboxes.models import Mailbox


class Mailboxes(Repository[Mailbox]):
    """The shared addresses of bodies."""

    def find(self, orgnr: str) -> Mailbox | None:
        return self.session.get(Mailbox, orgnr)

    def of_locked(self, orgnr: str) -> Mailbox:
        """The body's mailbox, locked; one without an address where the body has none."""
        query = select(Mailbox).where(col(Mailbox.orgnr) == orgnr).with_for_update()
        return self.session.scalars(query).one_or_none() or Mailbox(orgnr=orgnr)

    def keep(self, mailbox: Mailbox) -> None:
        """Store the next version. Raises Stale where a concurrent request stored one first."""
        mailbox.version += 1
        self.add(mailbox, unless=Stale())

    def drop(self, orgnr: str) -> None:
        self.session.execute(delete(Mailbox).where(col(Mailbox.orgnr) == orgnr))

    def list_used(self, orgnrs: Collection[str]) -> Set[str]:
        """Those of the bodies that have a confirmed address."""
        query = select(col(Mailbox.orgnr)).where(col(Mailbox.orgnr).in_(orgnrs), col(Mailbox.email).is_not(None))
        return set(self.session.scalars(query)) if orgnrs else set()
