"""Every query about what was typed and posted."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.kit import clock
from services.kit.data.repository import Repository, insert_into, took_effect
from services.web.forms.models import KeptForm, PostedForm


class KeptForms(Repository[KeptForm]):
    """What was typed when a login was lost."""

    def take(self, id_hash: str) -> KeptForm | None:
        """The form, which is kept no longer."""
        found = self.session.scalars(select(KeptForm).where(col(KeptForm.id_hash) == id_hash)).one_or_none()
        if found is not None:
            self.session.delete(found)
        return found

    def delete_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(KeptForm).where(col(KeptForm.expires_at) < before))


class PostedForms(Repository[PostedForm]):
    """What was posted, each form once."""

    def claim(self, key_hash: str) -> bool:
        """True for exactly one of any number of concurrent posts of the same form."""
        statement = insert_into(self.session, PostedForm).values(key_hash=key_hash, at=clock.now())
        return took_effect(self.session, statement.on_conflict_do_nothing())

    def find(self, key_hash: str) -> PostedForm | None:
        return self.session.scalars(select(PostedForm).where(col(PostedForm.key_hash) == key_hash)).one_or_none()

    def finish(self, key_hash: str, *, location: str) -> None:
        self.session.execute(update(PostedForm).where(col(PostedForm.key_hash) == key_hash).values(location=location))

    def release(self, key_hash: str) -> None:
        self.session.execute(delete(PostedForm).where(col(PostedForm.key_hash) == key_hash))

    def delete_old(self, *, before: datetime) -> None:
        self.session.execute(delete(PostedForm).where(col(PostedForm.at) < before))
