"""Makes, activates, retires and revokes signing keys."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import NOBODY, OPERATOR, Actor, record_audit
from services.auth.keys.domain import KNOWN_AFTER, SIGNING, KeyState, signs_from
from services.auth.keys.errors import KeyRefused, NotKnownYet, WrongPassphrase
from services.auth.keys.models import SigningKey
from services.auth.keys.repository import SigningKeys
from services.auth.keys.signer import Signer, new_key, reencrypted
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.outbox import Event, emit_event
from services.kit.errors import Busy


def keep_keys(database: Database, settings: AuthSettings) -> None:
    """Make the next key, activate it when it is due, and retire old ones; by the clock."""
    ensure_key(database, settings)
    make_next_key(database, settings, by=NOBODY)
    with database.read() as session:
        active = SigningKeys(session).find_in(KeyState.ACTIVE)
    if active is not None and clock.now() - active.since >= timedelta(days=settings.key_days):
        with suppress(KeyRefused, Busy):  # too new, or another process was first: the next round tries again
            rotate(database, settings, by=NOBODY)
    retire_ended(database)


def ensure_key(database: Database, settings: AuthSettings) -> None:
    """Make the first signing key. Where several processes make one at once, one key is kept."""
    with database.read() as session:
        if SigningKeys(session).find_in(KeyState.ACTIVE):
            return
    _add(database, _new_signing_key(settings, KeyState.ACTIVE), by=NOBODY)


def make_next_key(database: Database, settings: AuthSettings, *, by: Actor) -> None:
    """Publish the key that signs next, where there is none yet.

    Never before the first key: when everything starts at once, verifiers would fetch a set with the next key alone,
    and for a while ask for no other.
    """
    with database.read() as session:
        keys = SigningKeys(session)
        if keys.find_in(KeyState.UPCOMING) or not keys.find_in(KeyState.ACTIVE):
            return
    _add(database, _new_signing_key(settings, KeyState.UPCOMING), by=by)


def rotate(database: Database, settings: AuthSettings, *, by: Actor = OPERATOR) -> str:
    """Activate the next key, once every verifier must know it. Returns its `kid`.

    Raises NotKnownYet, WrongPassphrase where nobody could sign with it, Busy where another process does the same.
    """
    make_next_key(database, settings, by=by)
    with database.write() as session:
        keys = SigningKeys(session)
        active, upcoming = keys.find_in(KeyState.ACTIVE), keys.find_in(KeyState.UPCOMING)
        if upcoming is None:
            raise Busy()
        if clock.now() < signs_from(upcoming.created_at):
            raise NotKnownYet(signs_from(upcoming.created_at))
        _signer(upcoming, settings)
        if active is not None:
            _step(keys, active, "relieve")
        _step(keys, upcoming, "activate")
        record_audit(session, Action.SIGNING_KEY_ACTIVATED, by, about=("signing_key", upcoming.kid))
    make_next_key(database, settings, by=by)
    return upcoming.kid


def revoke(database: Database, settings: AuthSettings, kids: Sequence[str], *, by: Actor = OPERATOR) -> None:
    """Unpublish keys at once and for ever. Where the one that signs is among them, the next one signs at once.

    The next one is published already, so no verifier refuses it; a new key signs only where there is no next one.
    Raises NotFound, WrongState for a key that is gone already, Busy.
    """
    spare = _new_signing_key(settings, KeyState.ACTIVE)
    with database.write() as session:
        keys = SigningKeys(session)
        for kid in kids:
            _step(keys, keys.get(kid), "revoke")
            emit_event(session, Event(type="key.revoked", subject=kid))
            record_audit(session, Action.SIGNING_KEY_REVOKED, by, about=("signing_key", kid))
        if keys.find_in(KeyState.ACTIVE) is None:
            _replace(keys, spare, settings, by=by)
    make_next_key(database, settings, by=by)


def retire_ended(database: Database) -> None:
    """Unpublish the keys whose last token has ended."""
    with database.write() as session:
        keys = SigningKeys(session)
        for key in keys.list_in([KeyState.RETIRING]):
            if clock.now() >= key.since + KNOWN_AFTER:
                keys.step(key, "retire", at=clock.now())


def reseal(database: Database, settings: AuthSettings, *, old_passphrase: str, by: Actor = OPERATOR) -> int:
    """Encrypt the private keys with the settings' passphrase. Returns how many had another. May be repeated.

    Raises WrongPassphrase where neither opens one.
    """
    count, passphrase = 0, _passphrase(settings)
    with database.write() as session:
        keys = SigningKeys(session)
        for key in keys.list_in(SIGNING):
            try:
                _signer(key, settings)
            except WrongPassphrase:
                try:
                    private_pem = reencrypted(key.private_pem or "", old=old_passphrase.encode(), new=passphrase)
                except ValueError:
                    raise WrongPassphrase(key.kid) from None
                if not keys.reseal(key, private_pem):
                    raise Busy() from None
                record_audit(session, Action.SIGNING_KEY_RESEALED, by, about=("signing_key", key.kid))
                count += 1
    return count


def list_keys(session: Session) -> Sequence[SigningKey]:
    """Every key there is or was, the eldest first."""
    return SigningKeys(session).list_all()


def _new_signing_key(settings: AuthSettings, state: KeyState) -> SigningKey:
    key = new_key(_passphrase(settings))
    return SigningKey(kid=key.kid, state=state, private_pem=key.private_pem, public=dict(key.public))


def _add(database: Database, key: SigningKey, *, by: Actor) -> None:
    with database.write() as session:
        if SigningKeys(session).add_unless_there(key):
            record_audit(session, Action.SIGNING_KEY_ADDED, by, about=("signing_key", key.kid))


def _replace(keys: SigningKeys, spare: SigningKey, settings: AuthSettings, *, by: Actor) -> None:
    """Activate another key: the published one where the passphrase opens it, else the spare."""
    upcoming = keys.find_in(KeyState.UPCOMING)
    if upcoming is not None and _opens(upcoming, settings):
        _step(keys, upcoming, "activate")
        record_audit(keys.session, Action.SIGNING_KEY_ACTIVATED, by, about=("signing_key", upcoming.kid))
    elif keys.add_unless_there(spare):
        record_audit(keys.session, Action.SIGNING_KEY_ADDED, by, about=("signing_key", spare.kid))
    else:
        raise Busy()


def _step(keys: SigningKeys, key: SigningKey, verb: str) -> None:
    if not keys.step(key, verb, at=clock.now()):
        raise Busy()  # another process moved it a moment ago: all of this is rolled back


def _signer(key: SigningKey, settings: AuthSettings) -> Signer:
    try:
        return Signer(kid=key.kid, private_pem=key.private_pem or "", passphrase=_passphrase(settings))
    except ValueError:
        raise WrongPassphrase(key.kid) from None


def _opens(key: SigningKey, settings: AuthSettings) -> bool:
    try:
        return bool(_signer(key, settings))
    except WrongPassphrase:
        return False


def _passphrase(settings: AuthSettings) -> bytes:
    return settings.key_passphrase.get_secret_value().encode()
