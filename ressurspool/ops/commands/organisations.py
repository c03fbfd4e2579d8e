"""The commands of `ressurspool-ops organisations`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from typing import Annotated

import typer

from ressurspool.ops.commands.refusals import refusals

app = typer.Typer(no_args_is_help=True, help="Public bodies of the scheme: proposals, joining, leaving.")

Orgnr = Annotated[str, typer.Argument(help="The organisation number")]
Sector = Annotated[str, typer.Option(help="What it works with, as `health` or `digitalisation`")]
Level = Annotated[
    str | None,
    typer.Option(help="state, county, municipal or health_trust; the register's state or municipal without it"),
]
Reason = Annotated[str, typer.Option(help="not_public, not_in_register, not_its_person or other")]


@app.command("add")
def add_organisation(orgnr: Orgnr, sector: Sector, level: Level = None) -> None:
    """Register a public body, checked against Enhetsregisteret; one that left joins again."""
    from services.auth.operator import bodies
    from services.auth.settings import AuthSettings

    with refusals():
        typer.echo(bodies.add(AuthSettings(), orgnr, sector=sector, level=level))


@app.command("proposals")
def list_proposals() -> None:
    """List the proposals that wait to be decided, with what Enhetsregisteret says."""
    from services.auth.operator import proposals
    from services.auth.settings import AuthSettings

    for proposal in proposals.list_waiting(AuthSettings()):
        entry = proposal.entry
        found = "the register has not answered" if entry is None else f"{entry.name or entry.registered}"
        level = "" if entry is None else f", {entry.level or 'not of the public sector'}"
        typer.echo(f"{proposal.orgnr}: {found}{level}; by {proposal.name} <{proposal.email}>")


@app.command("accept")
def accept_proposal(orgnr: Orgnr, sector: Sector, level: Level = None) -> None:
    """Let a proposed body join; its proposer is mailed the first coordinator's invitation."""
    from services.auth.operator import proposals
    from services.auth.settings import AuthSettings

    with refusals():
        invited = proposals.accept(AuthSettings(), orgnr, sector=sector, level=level)
        typer.echo(f"Joined. An invitation is on its way to {invited}.")


@app.command("reject")
def reject_proposal(orgnr: Orgnr, reason: Reason) -> None:
    """Turn a proposal down; the proposer's link says so."""
    from services.auth.operator import proposals
    from services.auth.settings import AuthSettings

    if reason not in proposals.REASONS:
        raise typer.BadParameter(f"Choose one of {', '.join(proposals.REASONS)}.")
    with refusals():
        proposals.reject(AuthSettings(), orgnr, reason=reason)


@app.command("leave")
def leave_scheme(orgnr: Orgnr) -> None:
    """Let a public body leave: memberships end, clients go, needs are closed and profiles withdrawn."""
    from services.auth.operator import bodies
    from services.auth.settings import AuthSettings

    with refusals():
        bodies.leave(AuthSettings(), orgnr)


@app.command("warnings")
def list_warnings() -> None:
    """List what waits for you: bodies without a coordinator, those that want to leave, proposals."""
    from services.auth.operator import bodies
    from services.auth.settings import AuthSettings

    waiting = bodies.warnings(AuthSettings())
    for body in waiting.without_coordinator:
        typer.echo(f"{body.orgnr} {body.name}: no coordinator")
    for body in waiting.asked_to_leave:
        typer.echo(f"{body.orgnr} {body.name}: a coordinator asked to leave")
    for body in waiting.with_one_coordinator:
        typer.echo(f"{body.orgnr} {body.name}: one coordinator, and no substitute")
    for named in waiting.unverified_domains:
        typer.echo(f"{named.orgnr}: the mail domain {named.domain} waits to be verified")
    for orgnr in waiting.proposed:
        typer.echo(f"{orgnr}: proposed")


@app.command("verify-domain")
def verify_domain(orgnr: Orgnr, domain: Annotated[str, typer.Argument(help="As baerum.kommune.no")]) -> None:
    """Vouch that a mail domain is a body's own: its people can sign up by themselves."""
    from services.auth.operator import bodies
    from services.auth.settings import AuthSettings

    with refusals():
        bodies.verify_domain(AuthSettings(), orgnr, domain)
