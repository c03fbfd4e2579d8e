"""What a webhook is sent next, by which secrets it is signed, and how calls end."""

import secrets
from contextlib import suppress
from random import random

from cryptography.exceptions import InvalidTag
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.events.feed import cloud_event, data_for_body
from services.kit.ids import new_id
from services.notify.webhooks.domain import (
    CHALLENGE,
    MOST_CHALLENGES,
    PAGE,
    PUT_OFF,
    TEST,
    Call,
    Claim,
    DisabledReason,
    Result,
    WebhookState,
    pause_after,
)
from services.notify.webhooks.models import Attempt, StoredEvent, Webhook
from services.notify.webhooks.repository import StoredEvents
from services.notify.webhooks.service import WebhookRules


def next_call(session: Session, webhook: Webhook) -> tuple[Call | None, int]:
    """What is to be sent next, and the position that its claim began at: a challenge, a test, or the next event.

    Without a call, the position is that of the last event that was looked through.
    """
    if webhook.state == WebhookState.UNCONFIRMED:
        return _own_call(webhook, CHALLENGE, {"challenge": secrets.token_urlsafe(24)}), webhook.position
    if webhook.test_asked_at is not None:
        return _own_call(webhook, TEST, {}), webhook.position
    if webhook.next_try_at > clock.now():  # a test was asked for while the next event waits for its next try
        return None, webhook.position
    found = StoredEvents(session).list_after(webhook.orgnr, webhook.position, limit=PAGE)
    for event in found:
        if webhook.types is None or event.type in webhook.types:
            body = _shown(event, webhook.orgnr)
            return Call(call_id=event.id, type=event.type, body=body, passes=event.n), webhook.position
    return None, found[-1].n if found else webhook.position


def _shown(event: StoredEvent, orgnr: str) -> dict[str, object]:
    """The event as the body's own client reads it on the feed."""
    data = data_for_body(event.version, event.codes, orgnr)
    return cloud_event(event, source=f"/{event.source}", position=event.feed_position, data=data)


def _own_call(webhook: Webhook, kind: str, codes: dict[str, str]) -> Call:
    call_id, at = str(new_id()), clock.now().isoformat()
    data = {"version": webhook.version, "orgs": [webhook.orgnr], "codes": codes}
    body = {"specversion": "1.0", "id": call_id, "source": "/notify", "type": kind, "subject": str(webhook.id)}
    return Call(
        call_id=call_id, type=kind, body={**body, "time": at, "datacontenttype": "application/json", "data": data}
    )


def claimed(webhook: Webhook, rules: WebhookRules) -> Claim:
    """The claim of a webhook, with the secrets that sign now: those that our key opens."""
    sealed = [webhook.secret]
    if webhook.old_secret and webhook.old_secret_until and clock.now() < webhook.old_secret_until:
        sealed.append(webhook.old_secret)
    opened: list[bytes] = []
    for secret in sealed:
        with suppress(InvalidTag):
            opened.append(rules.seal.open(secret, owner=str(webhook.id)))
    return Claim(webhook_id=webhook.id, claims=webhook.claims, url=webhook.url, secrets=opened)


def put_off(webhook: Webhook) -> None:
    """Let the others go first for some minutes, with no failure counted: what is wrong is ours."""
    webhook.next_try_at, webhook.test_asked_at = clock.now() + PUT_OFF, None
    webhook.leased_until = clock.now()


def conclude(webhook: Webhook, call: Call, result: Result, rules: WebhookRules, *, began_at: int) -> None:
    """Change the webhook by how a call went. A replay that was asked for meanwhile stands."""
    if call.type == TEST:
        webhook.test_asked_at = None
        return
    if result.delivered:
        webhook.tries, webhook.failing_since, webhook.next_try_at = 0, None, result.at
        if call.type == CHALLENGE and webhook.state == WebhookState.UNCONFIRMED:
            webhook.state = WebhookState.ACTIVE
            webhook.version += 1
        if call.passes is not None and webhook.position == began_at:
            webhook.position = call.passes
        return
    webhook.tries += 1
    webhook.failing_since = webhook.failing_since or result.at
    webhook.next_try_at = result.at + pause_after(webhook.tries, chance=random())  # noqa: S311 -- spreads calls only
    reason = _reason_to_disable(webhook, call, result, rules)
    if reason is not None and webhook.state in {WebhookState.UNCONFIRMED, WebhookState.ACTIVE}:
        webhook.state, webhook.reason, webhook.test_asked_at = WebhookState.DISABLED, reason, None
        webhook.version += 1


def _reason_to_disable(webhook: Webhook, call: Call, result: Result, rules: WebhookRules) -> DisabledReason | None:
    if result.gone:
        return DisabledReason.GONE
    if call.type == CHALLENGE:
        return DisabledReason.NOT_CONFIRMED if webhook.tries >= MOST_CHALLENGES else None
    lasts = result.at - (webhook.failing_since or result.at)
    return DisabledReason.FAILING if lasts >= rules.failing else None


def attempt_of(claim: Claim, call: Call, result: Result) -> Attempt:
    return Attempt(
        webhook_id=claim.webhook_id,
        call_id=call.call_id,
        type=call.type,
        position=call.passes,
        at=result.at,
        outcome=result.outcome,
        status=result.status,
        milliseconds=result.milliseconds,
    )
