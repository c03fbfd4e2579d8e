"""What the routes about webhooks are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.session import ReadSession, WriteSession
from services.notify.access import relations_to_body
from services.notify.webhooks.models import Webhook
from services.notify.webhooks.repository import Webhooks
from services.notify.webhooks.service import WebhookRules

Coordinator = Annotated[Caller, Depends(caller_for("create_webhook"))]
HomeCoordinator = Annotated[
    Caller,
    Depends(
        caller_for(
            "remove_webhook",
            "renew_webhook_secret",
            "test_webhook",
            "pause_webhook",
            "resume_webhook",
            "replay_webhook",
        )
    ),
]
HomeReader = Annotated[Caller, Depends(caller_for("list_webhooks", "read_webhook", "list_webhook_attempts"))]


async def webhooks_to_read(session: ReadSession) -> Webhooks:
    return Webhooks(session)


async def webhooks_to_change(session: WriteSession) -> Webhooks:
    return Webhooks(session)


async def webhook_rules(request: Request) -> WebhookRules:
    rules: WebhookRules = request.app.state.webhook_rules
    return rules


ReadWebhooks = Annotated[Webhooks, Depends(webhooks_to_read)]
ChangedWebhooks = Annotated[Webhooks, Depends(webhooks_to_change)]
Rules = Annotated[WebhookRules, Depends(webhook_rules)]


def current_webhook(webhook_id: UUID, grants: CurrentGrants, webhooks: ReadWebhooks) -> Webhook:
    """A webhook of the caller's own body. Raises NotFound."""
    webhook = webhooks.get(webhook_id)
    grants.require(relations_to_body(grants.caller, orgnr=webhook.orgnr))
    return webhook


def webhook_to_change(webhook_id: UUID, grants: CurrentGrants, webhooks: ChangedWebhooks) -> Webhook:
    """A webhook of the caller's own body, locked. Raises NotFound."""
    webhook = webhooks.get_locked(webhook_id)
    grants.require(relations_to_body(grants.caller, orgnr=webhook.orgnr))
    return webhook


CurrentWebhook = Annotated[Webhook, Depends(current_webhook)]
ChangedWebhook = Annotated[Webhook, Depends(webhook_to_change)]
