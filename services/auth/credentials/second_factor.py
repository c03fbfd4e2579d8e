"""The second factor of local accounts: codes of an authenticator (TOTP, RFC 6238), and ten recovery codes.

The secret is encrypted with a key from the settings and bound to its person, so that the database alone yields no
codes. Recovery codes are stored as keyed hashes. Each code works once.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import quote
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit, record_refusal
from services.auth.credentials.errors import WrongPassword
from services.auth.credentials.models import SecondFactor
from services.auth.credentials.repository import SecondFactors
from services.auth.limits.repository import Gate
from services.auth.limits.service import WITHIN, give_back, take_places
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed

ISSUER = "Ressurspool"
STEP_SECONDS = 30
DIGITS = 6
_DRIFT = (0, -1, 1)  # steps that the authenticator's clock may be off (RFC 6238 §5.2)
_RECOVERY_CODES = 10
_RECOVERY_BYTES = 10  # 80 bits, in four groups of base32


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """The secret that somebody enters into their authenticator, and its otpauth URI."""

    secret: str  # base32 in groups of four, for typing
    uri: str


@dataclass(frozen=True, kw_only=True)
class Authenticators:
    """Enrols authenticators and checks codes; each guess is counted before it is checked."""

    database: Database
    settings: AuthSettings

    def is_asked_of(self, person_id: UUID) -> bool | None:
        """True: the person has one and is asked for a code. None: they must enrol one. False: they need none."""
        with self.database.read() as session:
            factors = SecondFactors(session)
            if factors.has(person_id):
                return True
            required = self.settings.second_factor == "required"
            return None if required and factors.decides_for_others(person_id) else False

    def begin(self, person_id: UUID, *, account: str, login_at: datetime) -> Enrolment:
        """Return the secret to enrol. It is the same for the same login, so that the page can be shown again.

        Each login has its own: a thief of the password who looked first must not know what the owner enrols later.
        """
        text = base64.b32encode(self._new_secret(person_id, login_at)).decode()
        label = quote(f"{ISSUER}:{account}")
        uri = (
            f"otpauth://totp/{label}?secret={text}&issuer={ISSUER}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}"
        )
        return Enrolment(secret=" ".join(text[at : at + 4] for at in range(0, len(text), 4)), uri=uri)

    def confirm(self, person_id: UUID, code: str, *, login_at: datetime, by: Actor) -> list[str]:
        """Enrol the authenticator where the code is right. Returns the recovery codes, to be shown this once.

        Raises WrongPassword, TooManyGuesses, and Busy where a concurrent call has enrolled one.
        """
        secret = self._new_secret(person_id, login_at)
        self._prove(person_id, code, action=Action.SECOND_FACTOR_ENROLLED, by=by, enrolling=secret)
        codes = [_grouped(secrets.token_bytes(_RECOVERY_BYTES)) for _ in range(_RECOVERY_CODES)]
        with self.database.write() as session:
            SecondFactors(session).renew_recovery_codes(person_id, [self._hash(person_id, one) for one in codes])
        return codes

    def prove(self, person_id: UUID, code: str, *, by: Actor) -> None:
        """Check a code of the authenticator, or a recovery code, and use it up.

        Raises WrongPassword for a code that is wrong or was used, TooManyGuesses.
        """
        recovers = len(_bare(code)) > DIGITS
        action = Action.LOGIN_RECOVERY_CODE if recovers else Action.LOGIN_SECOND_FACTOR
        self._prove(person_id, code, action=action, by=by)

    def _prove(self, person_id: UUID, code: str, *, action: Action, by: Actor, enrolling: bytes | None = None) -> None:
        """Check the code within the person's bound on guesses.

        The bound may be tight: only who knows the password gets here, so nobody else can use it up.
        """
        gate = Gate(key=hashed(f"second factor {person_id}"), burst=5, pace=WITHIN)
        gates = take_places(self.database, [gate])
        with self.database.write() as session:
            if enrolling is None:
                right = self._uses(session, person_id, _bare(code))
            else:
                right = self._enrols(session, person_id, _bare(code), enrolling)
            if right:
                give_back(session, gates)
                record_audit(session, action, by, about=("person", person_id))
        if not right:
            record_refusal(self.database, action, by, result="wrong-code", about=("person", person_id))
            raise WrongPassword()

    def _uses(self, session: Session, person_id: UUID, code: str) -> bool:
        factors, now = SecondFactors(session), clock.now()
        factor = factors.find(person_id)
        if factor is None:
            return False
        if len(code) != DIGITS:
            return factors.use_recovery_code(person_id, self._hash(person_id, code), at=now)
        step = _step_of(self._opened(factor), code)
        return step is not None and factors.use_step(person_id, step, at=now)

    def _enrols(self, session: Session, person_id: UUID, code: str, secret: bytes) -> bool:
        """Store the secret where the code is one of its. It replaces an unconfirmed secret, but no confirmed one."""
        factors, step = SecondFactors(session), _step_of(secret, code)
        if step is None:
            return False
        factors.forget_unconfirmed(person_id)
        nonce = secrets.token_bytes(12)
        sealed = base64.b64encode(nonce + AESGCM(self._key).encrypt(nonce, secret, person_id.bytes)).decode()
        factors.begin(SecondFactor(person_id=person_id, secret=sealed, confirmed_at=clock.now(), last_step=step))
        return True

    def _new_secret(self, person_id: UUID, login_at: datetime) -> bytes:
        """Derive 20 bytes (RFC 4226 §4, R6) that nobody can compute without the key."""
        return hmac.new(self._key, f"enrol {person_id} {login_at.isoformat()}".encode(), sha256).digest()[:20]

    def _opened(self, factor: SecondFactor) -> bytes:
        sealed = base64.b64decode(factor.secret)
        return AESGCM(self._key).decrypt(sealed[:12], sealed[12:], factor.person_id.bytes)

    def _hash(self, person_id: UUID, code: str) -> str:
        return hmac.new(self._key, person_id.bytes + _bare(code).encode(), sha256).hexdigest()

    @property
    def _key(self) -> bytes:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second factors")
        return derived.derive(self.settings.key_passphrase.get_secret_value().encode())


def reset_second_factor(session: Session, person_id: UUID, *, by: Actor) -> bool:
    """Forget a lost authenticator; its owner enrols another at the next login. True where there was one."""
    had = SecondFactors(session).forget(person_id)
    if had:
        record_audit(session, Action.SECOND_FACTOR_REMOVED, by, about=("person", person_id))
    return had


def totp_of(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 -- HMAC-SHA-1, what authenticators do (RFC 6238)


def _step_of(secret: bytes, code: str) -> int | None:
    """Return the time step whose code it is, among the current one and those within the drift; else None."""
    totp, current = totp_of(secret), step_now()
    for step in (current + drift for drift in _DRIFT):
        if hmac.compare_digest(totp.generate(step * STEP_SECONDS), code.encode()):
            return step
    return None


def step_now() -> int:
    return int(clock.now().timestamp()) // STEP_SECONDS


def _grouped(raw: bytes) -> str:
    text = base64.b32encode(raw).decode().lower()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def _bare(code: str) -> str:
    """Strip what only helps the eye, such as spaces and hyphens."""
    return "".join(char for char in code.lower() if char.isascii() and char.isalnum())[:40]
