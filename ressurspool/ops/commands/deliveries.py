"""The commands of `ressurspool-ops deliveries`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import typer

app = typer.Typer(no_args_is_help=True, help="Mail: what waits, what failed, and stopping and starting it.")

CHANNELS = ("email",)
STATES = ("pending", "sending", "delivered", "failed", "dead")
Channel = Annotated[str, typer.Argument(help="The channel: email")]
Reason = Annotated[str | None, typer.Option(help="Only those of this reason, such as deferred or bounced")]


def _known(value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise typer.BadParameter(f"Choose one of {', '.join(choices)}.")
    return value


@app.command("show")
def show() -> None:
    """Count deliveries by state and reason, with the age of the oldest, and say what is stopped."""
    from ressurspool.ops.deliveries import overview_lines

    for line in overview_lines():
        typer.echo(line)


@app.command("list")
def list_some(
    state: Annotated[str, typer.Argument(help=f"One of {', '.join(STATES)}")] = "dead",
    reason: Reason = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many")] = 100,
) -> None:
    """List deliveries in a state with their reasons, the oldest first. No line names a person."""
    from ressurspool.ops.deliveries import delivery_lines

    for line in delivery_lines(_known(state, STATES), reason=reason, limit=limit):
        typer.echo(line)


@app.command("retry")
def retry(
    delivery: Annotated[list[UUID] | None, typer.Argument(help="Ids, as `list` prints them")] = None,
    reason: Reason = None,
) -> None:
    """Send anew what failed or was given up: these deliveries, or all of a reason. The Message-ID stays the same."""
    from services.notify.operator.deliveries import retry as retry_these
    from services.notify.settings import NotifySettings

    if bool(delivery) == bool(reason):
        raise typer.BadParameter("Name deliveries, or a --reason.")
    typer.echo(f"{retry_these(NotifySettings(), ids=delivery or [], reason=reason)} are due again")


@app.command("pause")
def pause(channel: Channel = CHANNELS[0]) -> None:
    """Send nothing by a channel until `resume`. What is to be sent waits."""
    from services.notify.operator.deliveries import pause as pause_channel
    from services.notify.settings import NotifySettings

    pause_channel(NotifySettings(), _known(channel, CHANNELS), held=False)
    typer.echo(f"{channel}: paused")


@app.command("hold")
def hold(channel: Channel = CHANNELS[0]) -> None:
    """Send nothing after a restore, before notify starts: what waits may have been sent before. `release` ends it."""
    from services.notify.operator.deliveries import pause as pause_channel
    from services.notify.settings import NotifySettings

    pause_channel(NotifySettings(), _known(channel, CHANNELS), held=True)
    typer.echo(f"{channel}: held; `show` says what waits, `release` what becomes of it")


@app.command("resume")
def resume(channel: Channel = CHANNELS[0]) -> None:
    """Start a paused channel again. One that is held takes `release`."""
    from services.notify.operator.deliveries import is_held
    from services.notify.settings import NotifySettings

    if is_held(NotifySettings(), _known(channel, CHANNELS)):
        typer.echo("It is held: `release` says what becomes of what waits.", err=True)
        raise typer.Exit(1)
    _start(channel, drop_before=None)


@app.command("release")
def release(
    channel: Channel = CHANNELS[0],
    drop_before: Annotated[datetime | None, typer.Option(help="Give up what was queued before then (UTC)")] = None,
    send_all: Annotated[bool, typer.Option("--send-all", help="Send all that waits, however old")] = False,
) -> None:
    """Start a channel that is held, without what is old."""
    if (drop_before is None) != send_all:
        raise typer.BadParameter("Say --drop-before a moment, or --send-all.")
    _start(_known(channel, CHANNELS), drop_before=drop_before.replace(tzinfo=UTC) if drop_before else None)


def _start(channel: str, *, drop_before: datetime | None) -> None:
    from services.notify.operator.deliveries import resume as resume_channel
    from services.notify.settings import NotifySettings

    stopped, dropped = resume_channel(NotifySettings(), channel, drop_before=drop_before)
    typer.echo(f"{channel}: {'sends again' if stopped else 'was not stopped'}, {dropped} given up")


@app.command("lift")
def lift(address: Annotated[str, typer.Argument(help="The mail address, which is not stored")]) -> None:
    """Send again to an address that refused mail, before its month is over."""
    from services.notify.operator.deliveries import lift_suppression
    from services.notify.settings import NotifySettings

    typer.echo("sent to again" if lift_suppression(NotifySettings(), address) else "was not suppressed")
