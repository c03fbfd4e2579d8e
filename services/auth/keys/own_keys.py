"""auth's own keys: read from its database, used to sign, published without their private parts."""

from collections.abc import Callable, Mapping, Sequence
from threading import Event, Lock
from typing import Any

import structlog

from services.auth.keys.domain import FRESH_SECONDS, KeyState
from services.auth.keys.models import SigningKey
from services.auth.keys.repository import SigningKeys
from services.auth.keys.signer import Signer, public_jwk
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.jwks import KEPT_SECONDS, UNKNOWN_KID_SECONDS
from services.kit.data.database import Database
from services.kit.errors import Unavailable
from services.kit.loop import repeat

REFRESH_SECONDS = 5  # auth itself accepts a revoked key no longer than this
RETRY_SECONDS = 0.5
log = structlog.get_logger()


class OwnKeys:
    """The keys in the database, kept in memory: auth verifies its own tokens without asking over HTTP.

    `prepare` runs first, until it has succeeded once: it adds the first key, and whatever else a new database needs.
    """

    def __init__(
        self, database: Database, settings: AuthSettings, *, prepare: Callable[[], None] = lambda: None
    ) -> None:
        self._database = database
        self._settings = settings
        self._prepare = prepare
        self._public: Mapping[str, Mapping[str, str]] = {}
        self._signer: Signer | None = None
        self._read_at = float("-inf")
        self._prepared = False
        self._single_flight = Lock()

    def knows(self, kid: str) -> bool:
        return kid in self._public

    def refresh_for(self, kid: str) -> None:
        if kid not in self._public:
            self._read_after(UNKNOWN_KID_SECONDS if self._public else 0)

    def find(self, kid: str) -> Mapping[str, Any] | None:
        """Raises Unavailable before there are keys, or where they were not read for an hour."""
        if not self._public or clock.monotonic() - self._read_at > KEPT_SECONDS:
            raise Unavailable()
        return self._public.get(kid)

    @property
    def present(self) -> bool:
        """True once tokens can be verified and signed. With another passphrase than the key's they cannot be."""
        return self._signer is not None

    def jwks(self) -> list[dict[str, str]]:
        """The public keys. Raises Unavailable before there are any, Busy where the database cannot answer."""
        self._read_after(FRESH_SECONDS if self._public else 0)
        if not self._public:
            raise Unavailable()
        return [dict(key) for key in self._public.values()]

    def signer(self) -> Signer:
        """The signer of the key that signs now. Asks the database each time: nobody accepts a revoked key's tokens.

        Raises Unavailable where there is no key, or the passphrase is not the key's; Busy as above.
        """
        self._read_after(FRESH_SECONDS if self._signer else 0)
        with self._database.read() as session:
            kid = SigningKeys(session).find_active_kid()
        if self._signer is None or self._signer.kid != kid:
            self._read_after(0)
        if self._signer is None:
            raise Unavailable()
        return self._signer

    def run(self, stop: Event) -> None:
        """Prepare the database, as often as it takes, then keep the keys fresh, until `stop` is set."""
        repeat(self._prepare_and_read, stop, pause=self._pause, failed=self._failed)

    def _prepare_and_read(self) -> None:
        if not self._prepared:
            self._prepare()
            self._prepared = True
        self._read_after(0)

    def _pause(self) -> float:
        return REFRESH_SECONDS if self._prepared else RETRY_SECONDS

    def _failed(self, error: Exception) -> float:
        """The database is not migrated yet, or busy: the next round may succeed."""
        log.warning("not_prepared", reason=type(error).__name__)
        return self._pause()

    def _read_after(self, seconds: float) -> None:
        with self._single_flight:
            if clock.monotonic() - self._read_at < seconds:
                return
            with self._database.read() as session:
                keys = SigningKeys(session).list_published()
            self._take(keys)
            self._read_at = clock.monotonic()

    def _take(self, keys: Sequence[SigningKey]) -> None:
        active = next((key for key in keys if key.state == KeyState.ACTIVE), None)
        self._public = {key.kid: public_jwk(key.kid, key.public) for key in keys}
        if active is None or self._signer is None or self._signer.kid != active.kid:
            self._signer = self._opened(active) if active else None

    def _opened(self, key: SigningKey) -> Signer | None:
        passphrase = self._settings.key_passphrase.get_secret_value().encode()
        try:
            return Signer(kid=key.kid, private_pem=key.private_pem or "", passphrase=passphrase)
        except ValueError:
            log.error("signing_key_locked", kid=key.kid)
            return None
