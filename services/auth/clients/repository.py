"""Every query about OAuth clients and consents."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import col

from services.auth.clients.models import Client, Consent
from services.kit import clock
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository, insert_into
from services.kit.errors import NotFound
from services.kit.ids import new_id

# the columns of our own clients that follow the settings
_FROM_SETTINGS = (
    "name",
    "token_endpoint_auth_method",
    "secret_hash",
    "public_keys",
    "scopes",
    "redirect_uris",
    "post_logout_redirect_uris",
)


class Clients(Repository[Client]):
    """OAuth clients, our own and those of public bodies."""

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

    def find_share_locked(self, client_id: str) -> Client | None:
        """The client, share-locked: nobody removes it before this transaction ends."""
        query = select(Client).where(col(Client.client_id) == client_id).with_for_update(read=True)
        return self.session.scalars(query).one_or_none()

    def names_of(self, client_ids: Collection[str]) -> dict[str, str]:
        query = select(col(Client.client_id), col(Client.name)).where(col(Client.client_id).in_(client_ids))
        return dict(self.session.execute(query).all())

    def list_of(self, orgnr: str, *, paging: PageRequest) -> Page[Client]:
        query = select(Client).where(col(Client.orgnr) == orgnr)
        return page_of(self.session, query, paging=paging, by=(col(Client.created_at), col(Client.id)))

    def keep(self, client: Client) -> None:
        """Insert one of our own clients, or update it from the settings."""
        values = client.model_dump()
        updates = {name: values[name] for name in _FROM_SETTINGS}
        statement = insert_into(self.session, Client).values(**values)
        self.session.execute(statement.on_conflict_do_update(index_elements=["client_id"], set_=updates))


_CONSENT_KEY = ("person_id", "client_id", "orgnr")


class Consents(Repository[Consent]):
    """People's consents to apps."""

    def get_of_locked(self, person_id: UUID, consent_id: UUID) -> Consent:
        """One of a person's own consents, locked. Raises NotFound."""
        mine = (col(Consent.id) == consent_id) & (col(Consent.person_id) == person_id)
        return self.one_or(NotFound(), select(Consent).where(mine).with_for_update())

    def find_locked(self, person_id: UUID, client_id: str, orgnr: str) -> Consent | None:
        """The consent, locked: whoever withdraws it waits for the login that relies on it, and ends that login too."""
        query = select(Consent).where(col(Consent.person_id) == person_id, col(Consent.client_id) == client_id)
        return self.session.scalars(query.where(col(Consent.orgnr) == orgnr).with_for_update()).one_or_none()

    def give(self, person_id: UUID, client_id: str, orgnr: str, scopes: Sequence[str]) -> Consent:
        """Add scopes to the person's consent, or make it. Of several concurrent calls none is lost."""
        now = clock.now()
        key = {"person_id": person_id, "client_id": client_id, "orgnr": orgnr}
        statement = insert_into(self.session, Consent).values(**key, id=new_id(), version=1, scopes=[], given_at=now)
        updates = {"version": col(Consent.version) + 1, "given_at": now}
        statement = statement.on_conflict_do_update(index_elements=_CONSENT_KEY, set_=updates)
        self.session.execute(statement)  # this locks the row as well
        mine = select(Consent).where(*(col(getattr(Consent, name)) == value for name, value in key.items()))
        consent = self.session.scalars(mine.execution_options(populate_existing=True)).one()
        consent.scopes = [*consent.scopes, *(scope for scope in scopes if scope not in consent.scopes)]
        self.flush()
        return consent

    def list_of(self, person_id: UUID, *, paging: PageRequest) -> Page[Consent]:
        query = select(Consent).where(col(Consent.person_id) == person_id)
        by = (col(Consent.given_at), col(Consent.id))
        return page_of(self.session, query, paging=paging, by=by, newest_first=True)

    def remove(self, consent: Consent) -> None:
        self.session.delete(consent)
        self.flush()

    def forget_client(self, client_id: str) -> None:
        """Delete everybody's consents to an app, as when it is removed."""
        self.session.execute(delete(Consent).where(col(Consent.client_id) == client_id))

    def forget_body(self, orgnr: str) -> None:
        """Delete everybody's consents for a body, as when another takes its place."""
        self.session.execute(delete(Consent).where(col(Consent.orgnr) == orgnr))

    def forget_member(self, person_id: UUID, orgnr: str) -> None:
        """Delete a person's consents for a body, as when their membership ends."""
        self.session.execute(delete(Consent).where(col(Consent.person_id) == person_id, col(Consent.orgnr) == orgnr))
