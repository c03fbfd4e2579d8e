"""Webhooks over HTTP."""

from fastapi import APIRouter

from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired, WrongState
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams
from services.notify.webhooks import service
from services.notify.webhooks.dependencies import (
    ChangedWebhook,
    ChangedWebhooks,
    Coordinator,
    CurrentWebhook,
    HomeCoordinator,
    HomeReader,
    ReadWebhooks,
    Rules,
)
from services.notify.webhooks.errors import TooManyWebhooks
from services.notify.webhooks.schemas import AttemptRead, ReplayCreate, WebhookCreate, WebhookCreated, WebhookRead

router = APIRouter(tags=["webhooks"])

_ONE = problems(PersonRequired, NotFound)


@router.post("/v1/webhooks", status_code=201, responses=problems(PersonRequired, TooManyWebhooks))
def create_webhook(
    caller: Coordinator, webhooks: ChangedWebhooks, rules: Rules, asked: WebhookCreate, response: CurrentResponse
) -> WebhookCreated:
    """Have your body's events sent to a system of yours, signed by Standard Webhooks.

    `secret` is shown this once. Within seconds the address is sent a `webhook.challenge`, and has to answer it signed
    with the secret (docs/webhooks.md). Then every event that concerns your body is sent, in order, as your own client
    would read it on the feeds: without persons.
    """
    return response.created(service.create_webhook(webhooks, asked, rules, by=caller))


@router.get("/v1/webhooks", responses=problems(NotPermitted, InvalidCursor))
def list_webhooks(
    caller: HomeReader, webhooks: ReadWebhooks, page: PageParams, response: CurrentResponse
) -> Listed[WebhookRead]:
    """List the webhooks of your own body."""
    found = webhooks.list_of(caller.org or "", paging=page)
    return response.page(found, WebhookRead, [WebhookRead.of(webhook) for webhook in found.items])


@router.get("/v1/webhooks/{webhook_id}", responses=problems(NotPermitted, NotFound))
def read_webhook(caller: HomeReader, webhook: CurrentWebhook, response: CurrentResponse) -> WebhookRead:
    """Read one webhook of your own body."""
    return response.versioned(WebhookRead.of(webhook))


@router.delete("/v1/webhooks/{webhook_id}", responses=_ONE)
def remove_webhook(
    caller: HomeCoordinator, webhook: ChangedWebhook, webhooks: ChangedWebhooks, response: CurrentResponse
) -> WebhookRead:
    """Remove a webhook. Nothing more is sent there, and its attempts are forgotten."""
    return response.versioned(service.remove_webhook(webhooks, webhook))


@router.post("/v1/webhooks/{webhook_id}/secret", status_code=201, responses=_ONE)
def renew_webhook_secret(
    caller: HomeCoordinator, webhook: ChangedWebhook, webhooks: ChangedWebhooks, rules: Rules, response: CurrentResponse
) -> WebhookCreated:
    """Give a webhook a new secret, shown this once. For 24 hours calls are signed with the one before as well."""
    return response.created(service.renew_secret(webhooks, webhook, rules))


@router.post("/v1/webhooks/{webhook_id}/test", status_code=201, responses=_ONE | problems(WrongState))
def test_webhook(
    caller: HomeCoordinator, webhook: ChangedWebhook, webhooks: ChangedWebhooks, response: CurrentResponse
) -> WebhookRead:
    """Have a `webhook.test` sent within seconds. How it went stands among the attempts."""
    return response.created(service.ask_test(webhooks, webhook))


@router.post("/v1/webhooks/{webhook_id}/pause", status_code=201, responses=_ONE | problems(WrongState))
def pause_webhook(
    caller: HomeCoordinator, webhook: ChangedWebhook, webhooks: ChangedWebhooks, response: CurrentResponse
) -> WebhookRead:
    """Pause a webhook. Events wait for it as long as they are kept."""
    return response.created(service.pause_webhook(webhooks, webhook))


@router.post("/v1/webhooks/{webhook_id}/resume", status_code=201, responses=_ONE | problems(WrongState))
def resume_webhook(
    caller: HomeCoordinator, webhook: ChangedWebhook, webhooks: ChangedWebhooks, response: CurrentResponse
) -> WebhookRead:
    """Go on with a webhook that was paused or disabled, from where it was. One that was disabled is challenged anew."""
    return response.created(service.resume_webhook(webhooks, webhook))


@router.post("/v1/webhooks/{webhook_id}/replay", status_code=201, responses=_ONE | problems(WrongState))
def replay_webhook(
    caller: HomeCoordinator,
    webhook: ChangedWebhook,
    webhooks: ChangedWebhooks,
    asked: ReplayCreate,
    response: CurrentResponse,
) -> WebhookRead:
    """Have events sent again, those after a position. Their `webhook-id` is the one they had."""
    return response.created(service.replay_webhook(webhooks, webhook, asked))


@router.get("/v1/webhooks/{webhook_id}/attempts", responses=problems(NotPermitted, NotFound, InvalidCursor))
def list_webhook_attempts(
    caller: HomeReader, webhook: CurrentWebhook, webhooks: ReadWebhooks, page: PageParams, response: CurrentResponse
) -> Listed[AttemptRead]:
    """List the calls of a webhook and how each went, the latest first."""
    found = webhooks.list_attempts(webhook.id, paging=page)
    return response.page(found, AttemptRead, [AttemptRead.of(attempt) for attempt in found.items])
