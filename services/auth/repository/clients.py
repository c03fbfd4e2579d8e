"""Every query about OAuth clients."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.auth.models import Client
from services.kit.errors import NotFound
from services.kit.pagination import Found, Paging, page_of
from services.kit.repository import Repository, insert_into

# what the settings say of one of our own
_TOLD = (
    "name",
    "token_endpoint_auth_method",
    "secret_hash",
    "scopes",
    "redirect_uris",
    "post_logout_redirect_uris",
)


class Clients(Repository[Client]):
    """OAuth clients."""

    def get(self, client_key: UUID) -> Client:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Client).where(col(Client.id) == client_key))

    def get_locked(self, client_key: UUID) -> Client:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Client).where(col(Client.id) == client_key).with_for_update())

    def list_all_of_locked(self, orgnr: str) -> Sequence[Client]:
        """A body's systems and apps, locked."""
        query = select(Client).where(col(Client.orgnr) == orgnr).order_by(col(Client.id)).with_for_update()
        return self.session.scalars(query).all()

    def remove(self, client: Client) -> None:
        self.session.delete(client)
        self.flush()

    def find(self, client_id: str) -> Client | None:
        return self.session.scalars(select(Client).where(col(Client.client_id) == client_id)).one_or_none()

    def find_kept(self, client_id: str) -> Client | None:
        """The client, which nobody removes before this transaction is over."""
        query = select(Client).where(col(Client.client_id) == client_id).with_for_update(read=True)
        return self.session.scalars(query).one_or_none()

    def names_of(self, client_ids: Collection[str]) -> dict[str, str]:
        query = select(col(Client.client_id), col(Client.name)).where(col(Client.client_id).in_(client_ids))
        return dict(self.session.execute(query).all())

    def list_of(self, orgnr: str, *, paging: Paging) -> Found[Client]:
        query = select(Client).where(col(Client.orgnr) == orgnr)
        return page_of(self.session, query, paging=paging, by=(col(Client.created_at), col(Client.id)))

    def keep(self, client: Client) -> None:
        """Register one of our own clients, or bring it up to date with the settings."""
        values = client.model_dump()
        told = {name: values[name] for name in _TOLD}
        statement = insert_into(self.session, Client).values(**values)
        self.session.execute(statement.on_conflict_do_update(index_elements=["client_id"], set_=told))
