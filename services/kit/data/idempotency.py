"""One effect per Idempotency-Key: a key is looked up before anything else, and claimed in the effect's transaction."""

import hashlib
import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, event, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.tables import KitTables
from services.kit.errors import Invalid, KeyInProgress, KeyReused

# RFC 9651 §3.3.3; the draft of the header's standard wants it so, and many send the key alone
_SIGN_IN_QUOTES = r'(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])'
_QUOTED = re.compile(rf'"({_SIGN_IN_QUOTES}*)"')
KEY_PATTERN = rf'^(?:[!#-~]([ -~]{{0,126}}[!-~])?|"{_SIGN_IN_QUOTES}{{1,128}}")$'  # as documented


class Replay(Exception):
    """This request had its effect before: return what is at `location` now."""

    def __init__(self, *, status: int, location: str | None) -> None:
        super().__init__()
        self.status = status
        self.location = location


class KeyClaimed(Exception):
    """Another request committed this key while this one waited for it."""

    def __init__(self, key: "IdempotencyKey") -> None:
        super().__init__()
        self.key = key


@dataclass(frozen=True, kw_only=True)
class IdempotencyKey:
    """A caller's key for one payload."""

    caller: str
    key: str
    fingerprint: str

    @classmethod
    def of(cls, *, caller: str, key: str, method: str, path: str, body: bytes) -> "IdempotencyKey":
        """In quotes or not it is one key. Raises Invalid where it is not 1 to 128 printable ASCII characters."""
        key = _without_quotes(key)
        if not 1 <= len(key) <= 128 or not key.isascii() or not key.isprintable():
            raise Invalid(("/Idempotency-Key", "idempotency_key"))
        fingerprint = hashlib.sha256(b"\0".join([method.encode(), path.encode(), body])).hexdigest()
        return cls(caller=caller, key=key, fingerprint=fingerprint)


def _without_quotes(key: str) -> str:
    """The value of a quoted string, "" for one that is not well-formed; anything else as it is."""
    quoted = _QUOTED.fullmatch(key)
    if quoted is None:
        return "" if key.startswith('"') else key
    return re.sub(r"\\(.)", r"\1", quoted[1])


def refuse_repeated(database: Database, key: IdempotencyKey) -> None:
    """Raises Replay where the key had its effect, KeyReused where it was used with another payload."""
    keys = database.tables.idempotency_keys
    with database.read() as session:
        kept = session.execute(select(keys).where(_mine(database.tables, key))).one_or_none()
    if kept is None:
        return
    if kept.fingerprint != key.fingerprint:
        raise KeyReused(("/Idempotency-Key", "key_reused"))
    raise Replay(status=kept.status, location=kept.location)


def claim_at_begin(session: Session, tables: KitTables, key: IdempotencyKey) -> None:
    """Claim the key in the transaction's first statement. A concurrent request with the same key waits there.

    That request then raises KeyClaimed, or KeyInProgress where its lock time-out comes first.
    """

    def claim(_session: Session, _transaction: object, connection: Connection) -> None:
        values = {"caller": key.caller, "key": key.key, "fingerprint": key.fingerprint, "kept_at": clock.now()}
        try:
            connection.execute(insert(tables.idempotency_keys).values(**values))
        except IntegrityError as error:
            raise KeyClaimed(key) from error
        except OperationalError as error:
            raise KeyInProgress() from error

    event.listen(session, "after_begin", claim, once=True)


def keep_answer(session: Session, tables: KitTables, key: IdempotencyKey, *, status: int, location: str | None) -> None:
    """Store the response's status and location, in the effect's transaction."""
    session.execute(update(tables.idempotency_keys).where(_mine(tables, key)).values(status=status, location=location))


def drop_claim(session: Session, tables: KitTables, key: IdempotencyKey) -> None:
    """Delete the claim of a request that is refused although its changes are kept: only 2xx is stored."""
    session.execute(delete(tables.idempotency_keys).where(_mine(tables, key)))


def _mine(tables: KitTables, key: IdempotencyKey) -> ColumnElement[bool]:
    keys = tables.idempotency_keys
    return (keys.c.caller == key.caller) & (keys.c.key == key.key)
