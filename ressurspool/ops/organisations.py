"""The `organisations` commands of `ressurspool-ops`."""
# ruff: noqa: PLC0415 -- each command loads what it needs: six services start through here, and start fast

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Public bodies of the scheme: proposals, joining, leaving.")

Orgnr = Annotated[str, typer.Argument(help="The organisation number")]
Sector = Annotated[str, typer.Option(help="What it works with, as `health` or `digitalisation`")]
Level = Annotated[
    str | None,
    typer.Option(help="state, county, municipal or health_trust; the register's state or municipal without it"),
]
Reason = Annotated[str, typer.Option(help="not_public, not_in_register, not_its_person or other")]


@contextmanager
def refusals() -> Iterator[None]:
    """Says what was refused, and ends the command."""
    from services.kit.errors import Invalid, ServiceError

    try:
        yield
    except ServiceError as error:
        where = "".join(f" {pointer}" for pointer, _ in error.errors) if isinstance(error, Invalid) else ""
        told = "".join(f" {name}={value}" for name, value in error.facts.items())
        typer.echo(f"Refused: {error.code}{where}{told}", err=True)
        raise typer.Exit(1) from None


@app.command("add")
def add_organisation(orgnr: Orgnr, sector: Sector, level: Level = None) -> None:
    """Register a public body, checked against Enhetsregisteret; one that left joins again."""
    from ressurspool.ops import agencies
    from services.auth.settings import AuthSettings

    with refusals():
        typer.echo(agencies.add(AuthSettings(), orgnr, sector=sector, level=level))


@app.command("proposals")
def list_proposals() -> None:
    """List the proposals that wait to be decided, with what Enhetsregisteret says."""
    from ressurspool.ops import agencies
    from services.auth.settings import AuthSettings

    for proposal, entry in agencies.list_proposals(AuthSettings()):
        said = "the register has not answered" if entry is None else f"{entry.name or entry.registered}"
        level = "" if entry is None else f", {entry.level or 'not of the public sector'}"
        typer.echo(f"{proposal.orgnr}: {said}{level}; by {proposal.name} <{proposal.email}>")


@app.command("accept")
def accept_proposal(orgnr: Orgnr, sector: Sector, level: Level = None) -> None:
    """Let a proposed body join; its proposer is mailed the first coordinator's invitation."""
    from ressurspool.ops import agencies
    from services.auth.settings import AuthSettings

    with refusals():
        invited = agencies.accept(AuthSettings(), orgnr, sector=sector, level=level)
        typer.echo(f"Joined. An invitation is on its way to {invited}.")


@app.command("reject")
def reject_proposal(orgnr: Orgnr, reason: Reason) -> None:
    """Turn a proposal down; the proposer's link says so."""
    from ressurspool.ops import agencies
    from services.auth.domain.agencies import Rejection
    from services.auth.settings import AuthSettings

    if reason not in set(Rejection):
        raise typer.BadParameter(f"Choose one of {', '.join(Rejection)}.")
    with refusals():
        agencies.reject(AuthSettings(), orgnr, reason=Rejection(reason))


@app.command("leave")
def leave_scheme(orgnr: Orgnr) -> None:
    """Let a public body leave: memberships end, clients go, needs are closed and profiles withdrawn."""
    from ressurspool.ops import agencies
    from services.auth.settings import AuthSettings

    with refusals():
        agencies.leave(AuthSettings(), orgnr)


@app.command("warnings")
def list_warnings() -> None:
    """List what waits for you: bodies without a coordinator, those that want to leave, proposals."""
    from ressurspool.ops import agencies
    from services.auth.settings import AuthSettings

    for line in agencies.warnings(AuthSettings()):
        typer.echo(line)


@app.command("verify-domain")
def verify_domain(orgnr: Orgnr, domain: Annotated[str, typer.Argument(help="As baerum.kommune.no")]) -> None:
    """Vouch that a mail domain is a body's own: its people can sign up by themselves."""
    from ressurspool.ops import agencies
    from services.auth.settings import AuthSettings

    with refusals():
        agencies.verify_domain(AuthSettings(), orgnr, domain)
