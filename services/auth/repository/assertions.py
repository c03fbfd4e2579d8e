"""Every query about what clients have signed."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col

from services.auth.models import UsedAssertion
from services.kit.repository import Repository, insert_into


class UsedAssertions(Repository[UsedAssertion]):
    """Assertions that were taken once."""

    def use(self, assertion: UsedAssertion) -> bool:
        """Whether this call is the one that takes the assertion: of any number at once exactly one is."""
        statement = insert_into(self.session, UsedAssertion).values(**assertion.model_dump()).on_conflict_do_nothing()
        return self.session.execute(statement.returning(col(UsedAssertion.client_id))).first() is not None

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(UsedAssertion).where(col(UsedAssertion.expires_at) < before))
