"""The noun `webhook`: where your body has its events sent."""

from typing import Annotated, Any

import typer
from rich.markup import escape

from ressurspool.cli.lists import Json, print_json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.prompts import Yes, confirm
from ressurspool.cli.shell import logged_in, out
from ressurspool.client.webhooks import Attempt, CreatedWebhook, Webhook, WebhookDraft

WebhookId = Annotated[str, typer.Argument(help="Its id")]


def list_webhooks(as_json: Json = False) -> None:
    """List the webhooks of your body."""
    with logged_in() as (client, remembered):
        show_list(client.notify.webhooks.list(), _row, as_json=as_json, language=remembered.language)


def _row(found: Webhook) -> dict[str, Any]:
    state = f"{found.state} ({found.reason})" if found.reason else found.state
    return {"id": found.id, "state": state, "position": found.position, "url": found.url, "for": found.description}


def view(webhook_id: WebhookId, as_json: Json = False) -> None:
    """Show the latest calls of a webhook and how each went."""
    with logged_in() as (client, remembered):
        found = client.notify.webhooks.read(webhook_id)
        if as_json:
            print_json(found)
            return
        out.print(escape(" ".join(str(value) for value in _row(found).values())))
        show_list(client.notify.webhooks.attempts(webhook_id), _call, as_json=as_json, language=remembered.language)


def _call(found: Attempt) -> dict[str, Any]:
    return {"at": found.at, "type": found.type, "outcome": found.outcome, "status": found.status}


def create(
    url: Annotated[str, typer.Option(help="Where events are sent: https://…", prompt=True)],
    description: Annotated[str, typer.Option(help="Which system it is", prompt=True)],
    kind: Annotated[list[str] | None, typer.Option("--type", help="Only events of this type; again and again")] = None,
) -> None:
    """Have your body's events sent to a system. Prints the secret, this once."""
    with logged_in() as (client, _):
        _print_secret(client.notify.webhooks.create(WebhookDraft(url=url, description=description, types=kind or None)))


def rotate(webhook_id: WebhookId) -> None:
    """Give a webhook a new secret. Prints it, this once; for a day the one before signs as well."""
    with logged_in() as (client, _):
        _print_secret(client.notify.webhooks.renew_secret(webhook_id))


def _print_secret(made: CreatedWebhook) -> None:
    out.print(escape(made.id))
    out.print(escape(made.secret))


def test(webhook_id: WebhookId) -> None:
    """Have a test call sent; `webhook view` shows how it went."""
    with logged_in() as (client, _):
        _print(client.notify.webhooks.test(webhook_id))


def pause(webhook_id: WebhookId) -> None:
    """Pause a webhook. Events wait for it for some days."""
    with logged_in() as (client, _):
        _print(client.notify.webhooks.pause(webhook_id))


def resume(webhook_id: WebhookId) -> None:
    """Go on with a webhook that was paused or disabled."""
    with logged_in() as (client, _):
        _print(client.notify.webhooks.resume(webhook_id))


def replay(
    webhook_id: WebhookId,
    after: Annotated[int, typer.Option(help="The position of the last event that stays sent; 0: all that are kept")],
) -> None:
    """Have events sent again, those after a position."""
    with logged_in() as (client, _):
        _print(client.notify.webhooks.replay(webhook_id, after=after))


def delete(webhook_id: WebhookId, yes: Yes = False) -> None:
    """Remove a webhook. Nothing more is sent there."""
    with logged_in() as (client, remembered):
        _print(client.notify.webhooks.read(webhook_id))
        confirm(yes, "remove_webhook", remembered.language)
        client.notify.webhooks.remove(webhook_id)


def _print(found: Webhook) -> None:
    out.print(escape(" ".join(str(value) for value in _row(found).values())))


app = Noun("Where your body has its events sent, signed.")
app.command("list")(list_webhooks)
for verb in (view, create, rotate, test, pause, resume, replay, delete):
    app.command(verb.__name__)(verb)
