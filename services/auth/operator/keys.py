"""Signing keys: lists, rotates, revokes and re-encrypts them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from services.auth.keys import service as keys_service
from services.auth.keys.errors import KeyRefused
from services.auth.operator.database import opened
from services.auth.operator.errors import OperationRefused
from services.auth.settings import AuthSettings
from services.kit.data.database import Database


@dataclass(frozen=True, kw_only=True)
class KeyStatus:
    """A signing key's id, its state, and since when it is in that state."""

    kid: str
    state: str
    since: datetime


def list_all(settings: AuthSettings) -> list[KeyStatus]:
    """Every key, retired and revoked ones too, the oldest first."""
    with opened(settings) as database, database.read() as session:
        keys = keys_service.list_keys(session)
        return [KeyStatus(kid=key.kid, state=key.state, since=key.since) for key in keys]


def rotate(settings: AuthSettings) -> str:
    """Make the next key the signing key; returns its `kid`. Raises OperationRefused, ServiceError."""
    with _for_change(settings) as database:
        return keys_service.rotate(database, settings)


def revoke(settings: AuthSettings, kids: Sequence[str]) -> None:
    """Unpublish keys at once and for ever. Raises OperationRefused, ServiceError."""
    with _for_change(settings) as database:
        keys_service.revoke(database, settings, kids)


def reseal(settings: AuthSettings, *, old_passphrase: str) -> int:
    """Encrypt the private keys with the passphrase of the settings; returns how many had another.

    Raises OperationRefused, ServiceError.
    """
    with _for_change(settings) as database:
        return keys_service.reseal(database, settings, old_passphrase=old_passphrase)


@contextmanager
def _for_change(settings: AuthSettings) -> Iterator[Database]:
    with opened(settings) as database:
        try:
            yield database
        except KeyRefused as error:
            raise OperationRefused(str(error)) from error
