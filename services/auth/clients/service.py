"""Use cases of OAuth clients: registration and removal, secrets, public keys."""

import hmac
from datetime import timedelta

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.clients.domain import MOST_KEYS, AuthMethod, ClientKind
from services.auth.clients.errors import KeyTaken, TooManyKeys, WrongAuthMethod
from services.auth.clients.key_schemas import PublicKeyCreate
from services.auth.clients.models import Client
from services.auth.clients.repository import Clients, Consents
from services.auth.clients.schemas import ClientCreate, ClientCreated, ClientRead, SecretCreate
from services.auth.keys.schemas import JwksRead
from services.auth.keys.signer import public_jwk
from services.auth.members.service import refuse_substitute
from services.auth.people.repository import People
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_sessions_through
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event
from services.kit.errors import NotFound
from services.kit.ids import hashed, new_id, new_secret
from services.scheme.roles import MemberRole, Role


def create_client(clients: Clients, asked: ClientCreate, *, by: Caller) -> ClientCreated:
    """Register a body's own system or app. Only the hash of a secret is stored, and the public part of a key.

    Raises NotPermitted for a substitute, since a client outlasts their days. So do a new secret and a new key.
    """
    refuse_substitute(People(clients.session), by)
    key, method = new_id(), AuthMethod(asked.token_endpoint_auth_method)
    secret = new_secret() if method is AuthMethod.SECRET else None
    client = Client(
        **asked.model_dump(exclude={"jwks", "role"}),
        id=key,
        client_id=str(key),
        kind=ClientKind.PUBLIC if method is AuthMethod.NONE else ClientKind.AGENCY,
        role=_role(asked),
        secret_hash=hashed(secret) if secret else None,
        public_keys={jwk.kid: stored_key(jwk) for jwk in asked.jwks.keys} if asked.jwks else {},
        orgnr=by.org or "",
    )
    clients.add(client)
    _record(clients, Action.CLIENT_CREATED, client, by)
    return ClientCreated.of(client, secret=secret)


def remove_client(clients: Clients, client: Client, *, by: Caller | Actor) -> ClientRead:
    """Remove a client, and emit `client.removed`, by which every service refuses the tokens it has.

    Logins through an app end, and people's consents to it are deleted.
    """
    shown = ClientRead.of(client)
    Consents(clients.session).forget_client(client.client_id)
    end_sessions_through(Sessions(clients.session), client.client_id, reason=EndReason.CLIENT_REMOVED)
    _record(clients, Action.CLIENT_REMOVED, client, by)
    clients.remove(client)
    orgs = [client.orgnr] if client.orgnr else []
    codes = {"client_id": client.client_id}
    emit_event(clients.session, Event(type="client.removed", subject=client.id, orgs=orgs, codes=codes))
    return shown


def renew_secret(clients: Clients, client: Client, asked: SecretCreate, *, by: Caller) -> ClientCreated:
    """Give a client a new secret. The one before goes on working for `overlap_hours`; older ones do not.

    With 0 hours the old secret counts as leaked, and the client's tokens are revoked too. Raises WrongAuthMethod for
    a client with keys.
    """
    refuse_substitute(People(clients.session), by)
    _refuse_other_method(client, AuthMethod.SECRET)
    secret = new_secret()
    client.old_secret_hash = client.secret_hash if asked.overlap_hours else None
    client.old_secret_until = clock.now() + timedelta(hours=asked.overlap_hours) if asked.overlap_hours else None
    client.secret_hash = hashed(secret)
    _change(clients, client)
    _record(clients, Action.CLIENT_CHANGED, client, by)
    if not asked.overlap_hours:
        _end_tokens(clients, client)
    return ClientCreated.of(client, secret=secret)


def has_secret(client: Client, secret: str) -> bool:
    """True where the secret is the client's. False for an empty one, whatever was registered."""
    live = [client.secret_hash]
    if client.old_secret_until is not None and clock.now() < client.old_secret_until:
        live.append(client.old_secret_hash)
    given = hashed(secret)
    return bool(secret) and any(hmac.compare_digest(stored, given) for stored in live if stored is not None)


def show_keys(client: Client) -> JwksRead:
    """Return the client's public keys as a JWK set."""
    return JwksRead(keys=[public_jwk(kid, key) for kid, key in client.public_keys.items()])


def add_key(clients: Clients, client: Client, asked: PublicKeyCreate, *, by: Caller) -> ClientRead:
    """Add a public key; assertions signed with any of them are accepted. Raises WrongAuthMethod, KeyTaken, TooManyKeys.

    The client is locked, so that of two keys added concurrently none is lost.
    """
    refuse_substitute(People(clients.session), by)
    _refuse_other_method(client, AuthMethod.KEY)
    if asked.kid in client.public_keys:
        raise KeyTaken()
    if len(client.public_keys) >= MOST_KEYS:
        raise TooManyKeys(limit=MOST_KEYS)
    client.public_keys = {**client.public_keys, asked.kid: stored_key(asked)}
    _change(clients, client)
    _record(clients, Action.CLIENT_KEY_ADDED, client, by)
    return ClientRead.of(client)


def remove_key(clients: Clients, client: Client, kid: str, *, compromised: bool, by: Caller) -> ClientRead:
    """Remove a public key: nothing signed with it is accepted any more. A compromised key ends the client's tokens too.

    Raises NotFound.
    """
    if kid not in client.public_keys:
        raise NotFound()
    client.public_keys = {name: key for name, key in client.public_keys.items() if name != kid}
    _change(clients, client)
    _record(clients, Action.CLIENT_KEY_REMOVED, client, by)
    if compromised:
        _end_tokens(clients, client)
    return ClientRead.of(client)


def _role(asked: ClientCreate) -> Role | MemberRole | None:
    """The role of a system. An app on a server never uses one, and gets the least."""
    if AuthMethod(asked.token_endpoint_auth_method) is AuthMethod.NONE:
        return None
    return Role.EMPLOYEE if asked.is_app else asked.role or Role.COORDINATOR


def _refuse_other_method(client: Client, method: AuthMethod) -> None:
    if client.token_endpoint_auth_method != method:
        raise WrongAuthMethod(method=client.token_endpoint_auth_method)


def _end_tokens(clients: Clients, client: Client) -> None:
    """Emit that all tokens issued to the client so far are void: none says which secret or key it was issued for."""
    orgs = [client.orgnr] if client.orgnr else []
    codes = {"client_id": client.client_id}
    event = Event(type="client.tokens_ended", subject=client.id, version=client.version, orgs=orgs, codes=codes)
    emit_event(clients.session, event)


def _change(clients: Clients, client: Client) -> None:
    client.version += 1
    clients.flush()


def _record(clients: Clients, action: Action, client: Client, by: Caller | Actor) -> None:
    record_audit(clients.session, action, by, about=("client", client.id))


def stored_key(jwk: PublicKeyCreate) -> dict[str, str]:
    """A public key as a client's row has it."""
    return {"n": jwk.n, "e": jwk.e, "added_at": clock.now().isoformat()}
