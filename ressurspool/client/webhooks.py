"""Calls of notify about webhooks: where one's body has its events sent."""

from datetime import datetime

from ressurspool.client.pages import Listed
from ressurspool.client.transport import Read, Sent, Transport

_PLACE = "/notify/v1/webhooks"


class Webhook(Read):
    """An address that the events of my body are sent to."""

    id: str
    url: str
    description: str
    types: list[str] | None
    state: str
    reason: str | None
    position: int
    tries: int
    failing_since: datetime | None
    next_try_at: datetime
    old_secret_until: datetime | None


class CreatedWebhook(Webhook):
    """With its secret, which is shown this once."""

    secret: str


class Attempt(Read):
    """A call of my system and how it went."""

    id: str
    call_id: str
    type: str
    position: int | None
    at: datetime
    outcome: str
    status: int | None
    milliseconds: int


class WebhookDraft(Sent):
    url: str
    description: str
    types: list[str] | None = None


class Replay(Sent):
    after: int


class WebhooksClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(self, draft: WebhookDraft) -> CreatedWebhook:
        return self._transport.post(_PLACE, CreatedWebhook, draft)

    def list(self) -> Listed[Webhook]:
        return self._transport.listed(_PLACE, Webhook)

    def read(self, webhook_id: str) -> Webhook:
        return self._transport.get(f"{_PLACE}/{webhook_id}", Webhook)

    def remove(self, webhook_id: str) -> Webhook:
        return self._transport.delete(f"{_PLACE}/{webhook_id}", Webhook)

    def renew_secret(self, webhook_id: str) -> CreatedWebhook:
        return self._transport.post(f"{_PLACE}/{webhook_id}/secret", CreatedWebhook)

    def test(self, webhook_id: str) -> Webhook:
        """Have a test call sent within seconds; `attempts` say how it went."""
        return self._transport.post(f"{_PLACE}/{webhook_id}/test", Webhook)

    def pause(self, webhook_id: str) -> Webhook:
        return self._transport.post(f"{_PLACE}/{webhook_id}/pause", Webhook)

    def resume(self, webhook_id: str) -> Webhook:
        return self._transport.post(f"{_PLACE}/{webhook_id}/resume", Webhook)

    def replay(self, webhook_id: str, *, after: int) -> Webhook:
        """Have the events behind a position sent again."""
        return self._transport.post(f"{_PLACE}/{webhook_id}/replay", Webhook, Replay(after=after))

    def attempts(self, webhook_id: str) -> Listed[Attempt]:
        return self._transport.listed(f"{_PLACE}/{webhook_id}/attempts", Attempt)
