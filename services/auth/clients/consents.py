"""Use cases of consents: a person lists what bodies' apps may do for them, and withdraws a consent."""

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.clients.models import Consent
from services.auth.clients.repository import Clients, Consents
from services.auth.clients.schemas import ConsentRead
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_sessions_of
from services.kit.access.table import Caller
from services.kit.data.pagination import Page


def show_consents(session: Session, found: Page[Consent]) -> list[ConsentRead]:
    """Return the consents of a page with the names of their apps."""
    names = Clients(session).names_of([consent.client_id for consent in found.items])
    left = [consent for consent in found.items if consent.client_id in names]  # an app may have been removed in between
    return [ConsentRead.of(consent, client_name=names[consent.client_id]) for consent in left]


def withdraw_consent(consents: Consents, consent: Consent, *, by: Actor | Caller) -> ConsentRead:
    """Remove a consent and end the person's logins through the app, which has to ask again. The consent is locked."""
    name = Clients(consents.session).names_of([consent.client_id])[consent.client_id]
    shown = ConsentRead.of(consent, client_name=name)
    consents.remove(consent)
    end_sessions_of(
        Sessions(consents.session),
        consent.person_id,
        orgnr=consent.orgnr,
        client_id=consent.client_id,
        reason=EndReason.CONSENT_WITHDRAWN,
    )
    record_audit(consents.session, Action.CONSENT_WITHDRAWN, by, about=("consent", consent.id), orgnr=consent.orgnr)
    return shown
