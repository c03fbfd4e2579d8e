"""The commands of `ressurspool-ops audit`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from ressurspool.ops.commands.arguments import Service, ServiceOrAll, chosen, known

if TYPE_CHECKING:
    from services.kit.data.audit import Mark

app = typer.Typer(no_args_is_help=True, help="Who did what, service by service, and whether the record is whole.")

Expected = Annotated[
    str | None, typer.Option("--expect", help="Where the chain once ended, as SEQ:HASH, kept elsewhere; of one service")
]


@app.command("verify")
def verify_audit(service: ServiceOrAll = None, expect: Expected = None) -> None:
    """Walk the chain, and fail at the first row that was changed, moved or taken away."""
    from ressurspool.ops.audit import verdict_lines, verify

    kept = None if expect is None else _mark(expect, service)
    good = True
    for name in chosen(service):
        verdict = verify(name, kept=kept)
        good = good and verdict.fault is None
        for line in verdict_lines(name, verdict):
            typer.echo(line, err=verdict.fault is not None)
    if not good:
        raise typer.Exit(1)


@app.command("show")
def show_audit(
    service: Service,
    subject: Annotated[str | None, typer.Option(help="Only acts on the thing with this id")] = None,
    person: Annotated[str | None, typer.Option(help="Only acts of this person, or that they let others do")] = None,
    since: Annotated[datetime | None, typer.Option(help="Only from this day or moment on, in UTC")] = None,
) -> None:
    """Print who did what, the oldest first: codes and ids."""
    from ressurspool.ops.audit import Asked, show

    moment = None if since is None else since.replace(tzinfo=UTC)
    for line in show(known(service), Asked(subject=subject, person=person, since=moment)):
        typer.echo(line)


def _mark(text: str, service: str | None) -> "Mark":
    """Raises BadParameter for what is not SEQ:HASH, or is not of one service."""
    from services.kit.data.audit import Mark

    number, _, digest = text.partition(":")
    if service is None or not (number.isascii() and number.isdigit()) or len(number) > 18 or len(digest) != 64:
        raise typer.BadParameter(
            "Name the service, and give SEQ:HASH as `audit verify` printed it.", param_hint="--expect"
        )
    return Mark(n=int(number), hash=digest.lower())
