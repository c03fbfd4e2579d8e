"""The errors of every service.

ServiceError
├── MalformedRequest       400
├── Unauthenticated        401
├── NotPermitted           403
│   └── PersonRequired     403
├── NotFound               404
├── BodyIncomplete         408
├── WrongState             409
├── KeyInProgress          409
├── Stale                  412
├── TooLarge               413
├── Invalid                422
│   ├── InvalidCursor      422
│   └── KeyReused          422
├── PreconditionRequired   428
├── TooManyRequests        429
├── HeadersTooLarge        431
├── EpochUnknown           410
└── Unavailable            503
    ├── Busy               503
    └── PeerUnavailable    503
"""

from collections.abc import Sequence
from typing import ClassVar, Literal

# What it would take: a scope in the token; a role; acting for a body, or for another one; being the person whose own
# affair it is; another kind of token, such as a service's. Scope and roles are those of the route's row in the table.
Missing = Literal["scope", "role", "body", "person", "caller"]


class ServiceError(Exception):
    """An error that is returned to the caller as RFC 9457 problem+json.

    `facts` fill the placeholders of the text and stand in the problem as members: our own words and
    numbers (limits, legal verbs, dates), never anything that was sent.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    keeps_changes: ClassVar[bool] = False  # commit although this is raised: the refusal itself must be stored
    retry_after: int | None = None  # seconds; of the class, or of the case at hand

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts = facts
        self.words = self.code  # the key of its texts


class MalformedRequest(ServiceError):
    """The request is not HTTP as RFC 9112 has it."""

    status = 400
    code = "malformed-request"


class Unauthenticated(ServiceError):
    """No token, or one that does not verify."""

    status = 401
    code = "unauthenticated"
    token_sent = False  # of the case at hand: a token was sent, and is not good


class NotPermitted(ServiceError):
    """The caller is known, and may not do this."""

    status = 403
    code = "not-permitted"

    def __init__(self, missing: Missing | None = None, *, scope: str | None = None, roles: Sequence[str] = ()) -> None:
        super().__init__(missing=missing, scope=scope, roles=list(roles) or None)
        self.missing_scope = scope
        if missing is not None:
            self.words = f"{self.code}:{missing}"


class PersonRequired(NotPermitted):
    """Machines prepare, people decide: this takes a token with a person in it."""

    code = "person-required"


class NotFound(ServiceError):
    """There is no such thing, or the caller may not know of it; the two answers are the same."""

    status = 404
    code = "not-found"


class BodyIncomplete(ServiceError):
    """The body did not come whole in time, and had no effect. Facts: `seconds`, how long it may take."""

    status = 408
    code = "body-incomplete"


class EpochUnknown(ServiceError):
    """The position is of another epoch of this feed: start again from the beginning."""

    status = 410
    code = "epoch-unknown"


class WrongState(ServiceError):
    """The state machine has no such transition from here. Facts: `legal`, the verbs it has."""

    status = 409
    code = "wrong-state"


class KeyInProgress(ServiceError):
    """Another request with this Idempotency-Key has not finished yet."""

    status = 409
    code = "key-in-progress"
    retry_after = 2


class Stale(ServiceError):
    """If-Match names another version than the current one."""

    status = 412
    code = "stale"


class TooLarge(ServiceError):
    """The body is longer than allowed. Facts: `limit`, in bytes."""

    status = 413
    code = "too-large"


class Invalid(ServiceError):
    """The request does not have the documented form. `errors` points at what to mend."""

    status = 422
    code = "invalid"

    def __init__(self, *errors: tuple[str, str], **facts: object) -> None:
        super().__init__(**facts)
        self.errors = errors  # (JSON pointer, code)


class InvalidCursor(Invalid):
    """The cursor was not made by this list."""

    code = "invalid-cursor"


class KeyReused(Invalid):
    """The Idempotency-Key was used before, with another payload."""

    code = "key-reused"


class PreconditionRequired(ServiceError):
    """A change needs If-Match, so that nobody overwrites what they have not seen."""

    status = 428
    code = "precondition-required"


class TooManyRequests(ServiceError):
    """This caller has too many requests at work, or has used up what it may ask for. Facts: `seconds` to wait.

    `policy` and `limit` are the values of RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10).
    """

    status = 429
    code = "too-many-requests"

    def __init__(self, *, seconds: int = 2, policy: str = "", limit: str = "") -> None:
        super().__init__(seconds=seconds)
        self.retry_after = seconds
        self.rate_limit = {"RateLimit-Policy": policy, "RateLimit": limit}


class HeadersTooLarge(ServiceError):
    """More headers than allowed. Facts: `limit`, how many, and `bytes`, how long all of them may be."""

    status = 431
    code = "headers-too-large"


class Unavailable(ServiceError):
    """Cannot be answered now; nothing was changed."""

    status = 503
    code = "unavailable"
    retry_after = 2


class Busy(Unavailable):
    """The database or this service is too busy; nothing was changed."""

    code = "busy"


class PeerUnavailable(Unavailable):
    """A sibling service does not answer. Facts: `peer`, its name."""

    code = "peer-unavailable"
