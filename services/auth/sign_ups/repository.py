"""Every query about mail domains."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.auth.bodies.domain import BodyState
from services.auth.bodies.models import Organisation
from services.auth.sign_ups.errors import DomainTaken
from services.auth.sign_ups.models import MailDomain
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository
from services.kit.errors import NotFound

_VERIFIED = col(MailDomain.verified_at).is_not(None)


class MailDomains(Repository[MailDomain]):
    """Mail domains of public bodies, verified and not."""

    def get(self, domain_id: UUID) -> MailDomain:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(MailDomain).where(col(MailDomain.id) == domain_id))

    def get_locked(self, domain_id: UUID) -> MailDomain:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(MailDomain).where(col(MailDomain.id) == domain_id).with_for_update())

    def find_of_locked(self, orgnr: str, domain: str) -> MailDomain | None:
        query = select(MailDomain).where(col(MailDomain.orgnr) == orgnr, col(MailDomain.domain) == domain)
        return self.session.scalars(query.with_for_update()).one_or_none()

    def find_body_of(self, domain: str) -> str | None:
        """The organisation number of the body that has joined and whose verified domain it is."""
        query = select(col(MailDomain.orgnr)).join(Organisation, col(Organisation.orgnr) == col(MailDomain.orgnr))
        query = query.where(col(MailDomain.domain) == domain, _VERIFIED)
        return self.session.scalars(query.where(col(Organisation.state) == BodyState.JOINED)).one_or_none()

    def is_taken(self, domain: str) -> bool:
        """True where the domain is verified as some body's."""
        return (
            self.session.scalars(select(col(MailDomain.id)).where(col(MailDomain.domain) == domain, _VERIFIED)).first()
            is not None
        )

    def list_of(self, orgnr: str, *, paging: PageRequest) -> Page[MailDomain]:
        query = select(MailDomain).where(col(MailDomain.orgnr) == orgnr)
        return page_of(self.session, query, paging=paging, by=(col(MailDomain.added_at), col(MailDomain.id)))

    def list_all_of(self, orgnr: str) -> Sequence[MailDomain]:
        return self.session.scalars(select(MailDomain).where(col(MailDomain.orgnr) == orgnr)).all()

    def list_unverified(self) -> Sequence[MailDomain]:
        query = select(MailDomain).where(col(MailDomain.verified_at).is_(None))
        return self.session.scalars(query.order_by(col(MailDomain.added_at), col(MailDomain.id))).all()

    def save(self, domain: MailDomain) -> None:
        """Insert or update it. Raises DomainTaken for a duplicate, and where it has become another body's."""
        self.add(domain, unless=DomainTaken())

    def remove(self, domain: MailDomain) -> None:
        self.session.delete(domain)
        self.flush()
