"""Whether a client may have its code: ours always, a body's app where the person said yes to all it asks for."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.errors import UnknownClient
from services.auth.grants.login.proven import Proven
from services.auth.grants.login.request import Authorization
from services.auth.models import Action
from services.auth.repository import Clients, Consents
from services.auth.service.audit import Actor, record_audit


def is_given(session: Session, wanted: Authorization, proven: Proven, *, orgnr: str, yes: bool) -> bool:
    """Decided in the transaction that makes the code: a consent withdrawn meanwhile is no consent, or ends that login.

    A `yes` to an app is remembered. Raises UnknownClient where the app was removed meanwhile.
    """
    if wanted.owner is None:
        if yes and wanted.openid.consent:
            _enter(session, wanted, proven, orgnr)
        return yes or not wanted.openid.consent
    if Clients(session).find_kept(wanted.client_id) is None:
        raise UnknownClient()
    asked = wanted.scope.split()
    if yes:
        given = Consents(session).give(proven.person_id, wanted.client_id, orgnr, asked)
        _enter(session, wanted, proven, orgnr, about=("consent", given.id))
        return True
    held = Consents(session).find_locked(proven.person_id, wanted.client_id, orgnr)
    return held is not None and not wanted.openid.consent and set(asked) <= set(held.scopes)


def _enter(
    session: Session, wanted: Authorization, proven: Proven, orgnr: str, *, about: tuple[str, UUID] | None = None
) -> None:
    by = Actor(sub=str(proven.person_id), client_id=wanted.client_id, org=orgnr)
    record_audit(session, Action.CONSENT_GIVEN, by, about=about)
