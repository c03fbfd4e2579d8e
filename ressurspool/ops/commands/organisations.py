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
Reason = Annotated[str, typer.Option(help="not_public, not_in_register, not_its_person, sub_unit or other")]
NameNb = Annotated[str | None, typer.Option(help="Its name in bokmål, as people write it; else the register's")]
NameNn = Annotated[str | None, typer.Option(help="Its name in nynorsk; else as in bokmål")]
NameEn = Annotated[str | None, typer.Option(help="Its name in English; else as in bokmål")]
Owned = Annotated[
    bool,
    typer.Option(
        "--owned-enterprise",
        help="It is an enterprise that the public sector owns (sector code 1110, 1120, 1510, 1520 or 3900), and may "
        "join; give its --level",
    ),
]


@app.command("add")
def add_organisation(
    orgnr: Orgnr,
    sector: Sector,
    *,
    level: Level = None,
    name_nb: NameNb = None,
    name_nn: NameNn = None,
    name_en: NameEn = None,
    owned_enterprise: Owned = False,
) -> None:
    """Register a public body, checked against Enhetsregisteret; one that left joins again."""
    from services.auth.operator import bodies
    from services.auth.operator.register import Joining
    from services.auth.settings import AuthSettings

    names = _given(name_nb, name_nn, name_en)
    asked = Joining(sector=sector, level=level, names=names, owned_enterprise=owned_enterprise)
    with refusals():
        name = bodies.add(AuthSettings(), orgnr, asked)
        typer.echo(name)
        if name.isupper():
            typer.echo(f"The register writes it so. To change it: organisations rename {orgnr} --name-nb …", err=True)


@app.command("rename")
def rename_organisation(orgnr: Orgnr, name_nb: NameNb = None, name_nn: NameNn = None, name_en: NameEn = None) -> None:
    """Change a public body's names; one that is not given stays."""
    from services.auth.operator import bodies
    from services.auth.settings import AuthSettings

    names = _given(name_nb, name_nn, name_en)
    if not names:
        raise typer.BadParameter("Give --name-nb, --name-nn or --name-en.")
    with refusals():
        for language, name in bodies.rename(AuthSettings(), orgnr, names).items():
            typer.echo(f"{language}: {name}")


@app.command("succeed")
def succeed_organisation(
    old: Annotated[str, typer.Argument(help="The organisation number of the body that is no more")],
    new: Annotated[str, typer.Argument(help="That of the body in its place, which has joined")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; print what would pass")] = False,
) -> None:
    """Let a public body take another's place: its members, profiles, needs, stays and all else pass to it.

    Run twice it does what is left. The other services follow within seconds.
    """
    from ressurspool.ops.succession import count_rows
    from services.auth.operator import successions
    from services.auth.settings import AuthSettings

    with refusals():
        act = successions.count_what_passes if dry_run else successions.succeed
        for kind, count in act(AuthSettings(), old, new).items():
            typer.echo(f"auth: {count} {kind}")
    if dry_run:
        for line in count_rows(old):
            typer.echo(line)


def _given(name_nb: str | None, name_nn: str | None, name_en: str | None) -> dict[str, str]:
    """The names that were given, by language."""
    names = {"nb": name_nb, "nn": name_nn, "en": name_en}
    return {language: name for language, name in names.items() if name is not None}


@app.command("proposals")
def list_proposals() -> None:
    """List the proposals that wait to be decided, with what Enhetsregisteret says."""
    from services.auth.operator import proposals
    from services.auth.settings import AuthSettings

    for proposal in proposals.list_waiting(AuthSettings()):
        entry = proposal.entry
        found = "the register has not answered" if entry is None else f"{entry.name or entry.registered}"
        owned = entry is not None and entry.is_owned
        outside = "an owned enterprise" if owned else "not of the public sector"
        level = "" if entry is None else f", {entry.level or outside}"
        typer.echo(f"{proposal.orgnr}: {found}{level}; by {proposal.name} <{proposal.email}>")


@app.command("accept")
def accept_proposal(
    orgnr: Orgnr,
    sector: Sector,
    *,
    level: Level = None,
    name_nb: NameNb = None,
    name_nn: NameNn = None,
    name_en: NameEn = None,
    owned_enterprise: Owned = False,
) -> None:
    """Let a proposed body join; its proposer is mailed the first coordinator's invitation."""
    from services.auth.operator import proposals
    from services.auth.operator.register import Joining
    from services.auth.settings import AuthSettings

    names = _given(name_nb, name_nn, name_en)
    asked = Joining(sector=sector, level=level, names=names, owned_enterprise=owned_enterprise)
    with refusals():
        invited = proposals.accept(AuthSettings(), orgnr, asked)
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
