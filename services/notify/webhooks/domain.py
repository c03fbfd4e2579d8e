"""The life of a webhook, the signatures of what is sent (Standard Webhooks), and when it is tried again."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.kit.state_machine import StateMachine

MOST_OF_BODY = 5  # webhooks of one body
SECRET_BYTES = 32
SECRET_PREFIX = "whsec_"  # noqa: S105 -- as the specification writes secrets
OVERLAP = timedelta(hours=24)  # for which the secret before still signs, too

LEASE = timedelta(seconds=30)  # more than one call and two writes take
PUT_OFF = timedelta(minutes=5)  # where the secret is sealed with another key than ours
TURN = 20  # events that one claim sends; then it is the others' turn
TURN_SECONDS = 10.0  # after which a claim begins with no further event
PAGE = 50  # events that are looked through for one that is wanted

_SECONDS = (5, 5 * 60, 30 * 60, *(hours * 3600 for hours in (2, 5, 10, 14, 20, 24)))  # as Standard Webhooks proposes
MOST_CHALLENGES = 5  # calls that ask for proof of control, before somebody has to resume
JITTER = 0.2  # of a pause, so that systems that were down together are not asked together

CHALLENGE = "webhook.challenge"
TEST = "webhook.test"

# by source: every type of event that can concern a body. tests/contracts holds it against docs/events.md
EVENT_TYPES: Mapping[str, Sequence[str]] = {
    "auth": (
        "absence.announced",
        "absence.withdrawn",
        "client.removed",
        "client.tokens_ended",
        "delegation.accepted",
        "delegation.created",
        "delegation.expired",
        "delegation.withdrawn",
        "membership.ended",
        "membership.granted",
        "organisation.joined",
        "organisation.leaving_asked",
        "organisation.left",
        "organisation.one_coordinator",
        "organisation.policy_changed",
        "organisation.succeeded",
        "organisation.uncoordinated",
        "person.disabled",
        "person.enabled",
        "person.joined",
        "person.renamed",
        "session.ended",
    ),
    "matching": (
        "plan.cancelled",
        "plan.failed",
        "plan.finished",
        "plan.requested",
        "plan.started",
    ),
    "needs": (
        "need.closed",
        "need.created",
        "need.filled",
        "need.held",
        "need.lapsed",
        "need.opened",
        "need.reopened",
        "need.resumed",
        "need.updated",
    ),
    "placements": (
        "amendment.applied",
        "amendment.approved",
        "amendment.expired",
        "amendment.proposed",
        "amendment.rejected",
        "amendment.withdrawn",
        "candidacy.accepted",
        "candidacy.applied",
        "candidacy.declined",
        "candidacy.employee_wrote",
        "candidacy.expired",
        "candidacy.host_wrote",
        "candidacy.interested",
        "candidacy.invited",
        "candidacy.need_changed",
        "candidacy.not_selected",
        "candidacy.offered",
        "candidacy.reserved",
        "candidacy.returned",
        "candidacy.terms_declined",
        "candidacy.terms_proposed",
        "candidacy.terms_withdrawn",
        "candidacy.withdrawn",
        "placement.agreed",
        "placement.cancelled",
        "placement.changed",
        "placement.completed",
        "placement.decided",
        "placement.doubted",
        "placement.ended_early",
        "placement.ending_soon",
        "placement.expired",
        "placement.passed_on",
        "placement.proposed",
        "placement.rejected",
        "placement.settled",
        "placement.started",
        "placement.starting_soon",
        "placement.terms_changed",
        "placement.terms_declined",
        "placement.terms_proposed",
        "placement.terms_withdrawn",
    ),
    "pool": (
        "expert.created",
        "expert.endorsed",
        "expert.endorsement_changed",
        "expert.endorsement_ending",
        "expert.endorsement_revoked",
        "expert.expired",
        "expert.paused",
        "expert.renewed",
        "expert.resumed",
        "expert.returned",
        "expert.submitted",
        "expert.updated",
        "expert.withdrawn",
    ),
}
SOURCE_OF: Mapping[str, str] = {kind: source for source, kinds in EVENT_TYPES.items() for kind in kinds}


class WebhookState(StrEnum):
    UNCONFIRMED = "unconfirmed"  # it has not proved yet that the body controls the address
    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


class DisabledReason(StrEnum):
    NOT_CONFIRMED = "not_confirmed"
    GONE = "gone"  # it answered 410
    FAILING = "failing"
    BODY_LEFT = "body_left"


STATES = StateMachine[WebhookState](
    {
        ("pause", WebhookState.ACTIVE): WebhookState.PAUSED,
        ("resume", WebhookState.PAUSED): WebhookState.ACTIVE,
        ("resume", WebhookState.UNCONFIRMED): WebhookState.UNCONFIRMED,  # asks for the proof now
        ("resume", WebhookState.DISABLED): WebhookState.UNCONFIRMED,
        ("replay", WebhookState.ACTIVE): WebhookState.ACTIVE,
        ("replay", WebhookState.PAUSED): WebhookState.PAUSED,
        ("test", WebhookState.ACTIVE): WebhookState.ACTIVE,
    }
)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One POST: its `webhook-id`, what kind it is, and its body. `passes` is the number of the event it sends."""

    call_id: str
    type: str
    body: Mapping[str, Any]
    passes: int | None = None


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A webhook that a worker has claimed. A later claim has a higher `claims`."""

    webhook_id: UUID
    claims: int
    url: str
    secrets: Sequence[bytes]


@dataclass(frozen=True, kw_only=True)
class Result:
    """How a call went: `outcome` is "delivered" or a reason, `status` the one of HTTP where there was an answer."""

    outcome: str
    status: int | None
    milliseconds: int
    at: datetime

    @property
    def delivered(self) -> bool:
        return self.outcome == DELIVERED

    @property
    def gone(self) -> bool:
        return self.status == 410


DELIVERED = "delivered"


def outcome_of(status: int) -> str:
    if 200 <= status < 300:
        return DELIVERED
    return "redirected" if 300 <= status < 400 else "refused"


def signature(secret: bytes, *, call_id: str, at: int, content: bytes) -> str:
    """The signature of a call (Standard Webhooks §Signature scheme)."""
    signed = f"{call_id}.{at}.".encode() + content
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def headers_of(secrets: Sequence[bytes], *, call_id: str, at: int, content: bytes) -> dict[str, str]:
    """The headers of a call, with a signature by each secret that holds: the newest first."""
    signed = [signature(secret, call_id=call_id, at=at, content=content) for secret in secrets]
    return {"webhook-id": call_id, "webhook-timestamp": str(at), "webhook-signature": " ".join(signed)}


def proves_control(answer: object, secrets: Sequence[bytes], *, call_id: str, at: int, challenge: str) -> bool:
    """Whether an answer to a challenge is signed with the secret: an address that echoes whatever it gets has none."""
    given = answer.get("signature") if isinstance(answer, dict) else None
    if not isinstance(given, str) or not given.isascii():
        return False
    right = [signature(secret, call_id=call_id, at=at, content=challenge.encode()) for secret in secrets]
    return any(hmac.compare_digest(given, one) for one in right)


def written(secret: bytes) -> str:
    return SECRET_PREFIX + base64.b64encode(secret).decode()


def pause_after(tries: int, *, chance: float) -> timedelta:
    """How long to wait after so many failures in a row. `chance` is between 0 and 1."""
    seconds = _SECONDS[min(tries, len(_SECONDS)) - 1]
    return timedelta(seconds=seconds * (1 + JITTER * (2 * chance - 1)))
