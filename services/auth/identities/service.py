"""Removes identities at issuers, and leaves nobody without a way to log in."""

from collections.abc import Collection

from services.auth.audit.models import Action
from services.auth.audit.service import record_audit
from services.auth.identities.errors import LastWayIn
from services.auth.identities.models import Identity
from services.auth.identities.repository import Identities
from services.auth.people.models import Person
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_session
from services.kit import clock
from services.kit.access.table import Caller


def remove_identity(
    identities: Identities, identity: Identity, person: Person, *, issuers: Collection[str], by: Caller
) -> None:
    """Remove the identity, and end the logins through its issuer. `issuers` are those that are switched on.

    The person is locked, so that the second of two concurrent removals sees the first. Raises LastWayIn.
    """
    others = [one for one in identities.list_all_of(person.id) if one.id != identity.id and one.issuer in issuers]
    if person.password_hash is None and not others:
        raise LastWayIn()
    identities.remove(identity)
    sessions = Sessions(identities.session)
    for login in sessions.list_all_live_of(person.id, at=clock.now()):
        if login.provider == identity.issuer:
            end_session(sessions, login, reason=EndReason.IDENTITY_REMOVED, sub=by.sub)
    record_audit(identities.session, Action.ACCOUNT_UNLINKED, by, about=("identity", identity.id))
