"""The commands of `ressurspool-ops`."""
# ruff: noqa: PLC0415 -- each command loads what it needs: six services start through here, and start fast

import importlib
from pathlib import Path
from typing import Annotated

import typer

from ressurspool.ops import organisations
from ressurspool.ops.addresses import LOOPBACK, ORIGIN, PORTS, SERVICES
from ressurspool.ops.commands import delegations, people

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_show_locals=False)

parked_events = typer.Typer(no_args_is_help=True, help="Events that could not be applied.")
app.add_typer(parked_events, name="parked")
app.add_typer(organisations.app, name="organisations")
app.add_typer(people.app, name="people")
app.add_typer(delegations.app, name="delegations")
signing_keys = typer.Typer(no_args_is_help=True, help="The keys that auth signs tokens with.")
app.add_typer(signing_keys, name="keys")
issuers = typer.Typer(no_args_is_help=True, help="Who people may log in through, and Maskinporten.")
app.add_typer(issuers, name="issuers")

OPENAPI = Path("openapi")
Service = Annotated[str, typer.Argument(help=f"One of {', '.join(SERVICES)}")]
Host = Annotated[str, typer.Option(help="The address to listen on")]
Port = Annotated[int | None, typer.Option(help="The port to listen on; the service's own without it")]
Language = Annotated[str, typer.Option(help="The language of the API's texts: nb, nn or en")]
Attached = Annotated[bool, typer.Option("--attached", hidden=True, help="End with the process that started this one")]


@app.command("serve")
def serve_service(service: Service, port: Port = None, host: Host = LOOPBACK, attached: Attached = False) -> None:
    """Serve one service as one process, with the settings of the environment."""
    from ressurspool.ops.processes import end_with_starter
    from services.kit.serve import serve

    if attached:
        end_with_starter()
    create_app = importlib.import_module(f"services.{known(service)}.main").create_app
    serve(create_app, host=host, port=port or PORTS[service])


@app.command("origin")
def serve_one_origin(port: Port = None, host: Host = LOOPBACK, attached: Attached = False) -> None:
    """Serve the one origin in front of the services (development)."""
    from ressurspool.ops.origin import serve_origin
    from ressurspool.ops.processes import end_with_starter

    if attached:
        end_with_starter()
    serve_origin(host=host, port=port or PORTS[ORIGIN])


@app.command()
def migrate(service: Annotated[str | None, typer.Argument(help="All of them without it")] = None) -> None:
    """Bring databases to their newest migration, at the addresses of the environment."""
    from ressurspool.ops.settings import database_url
    from services.kit.migrate import upgrade

    Path("var").mkdir(exist_ok=True)  # where the default database files are
    for name in [known(service)] if service else SERVICES:
        upgrade(name, database_url(name))
        typer.echo(f"{name}: up to date")


@app.command()
def demo(language: Language = "en") -> None:
    """Play the scheme's whole main job on six real services, and read back that it came about."""
    from ressurspool.ops.demo import play

    if not play(language=language):
        raise typer.Exit(1)


@app.command()
def up(language: Language = "nb") -> None:
    """Run the services on their usual ports with the demo's data, until Ctrl-C."""
    from ressurspool.ops.demo import stay_up

    if not stay_up(language=language):
        raise typer.Exit(1)


@app.command()
def bootstrap(
    orgnr: Annotated[str, typer.Option(help="The public body's organisation number")],
    email: Annotated[str, typer.Option(help="Whom to invite")],
    mail: Annotated[bool, typer.Option("--mail", help="Mail the link, which proves the address")] = False,
) -> None:
    """Invite a public body's first coordinator: prints a single-use token to hand over, or has a link mailed."""
    from ressurspool.ops.bootstrap import bootstrap as invite_first
    from services.kit.errors import ServiceError

    try:
        token = invite_first(orgnr, email, hand_over=not mail)
    except ServiceError as error:
        typer.echo(f"Refused: {error.code}", err=True)
        raise typer.Exit(1) from None
    if token is None:
        typer.echo(f"A link is on its way to {email}.", err=True)
        return
    typer.echo(token)
    typer.echo("Hand it to them alone: POST /auth/v1/invitations/acceptance takes it, a name and a password.", err=True)


@app.command()
def revision(service: Service, message: Annotated[str, typer.Argument(help="What it does: add something")]) -> None:
    """Begin a service's next migration, with what its models have and its history has not."""
    from ressurspool.ops.revise import revise

    typer.echo(revise(known(service), message))


@app.command()
def probe(service: Annotated[str | None, typer.Argument(help="Whichever listens here without it")] = None) -> None:
    """Fail unless the service on this machine's own port is ready (for containers' health checks)."""
    from ressurspool.ops.probe import is_ready, listening

    names = [known(service)] if service else listening()
    if not names or not all(map(is_ready, names)):
        raise typer.Exit(1)


@app.command()
def openapi(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail where the files are not current")
    ] = False,
) -> None:
    """Write openapi/<service>.yaml of each service, and openapi/ressurspool.yaml of the origin."""
    from ressurspool.ops.openapi import descriptions, drift, write

    described = descriptions()
    if not check:
        for file in write(OPENAPI, described):
            typer.echo(f"{file}: written")
        return
    lines = drift(OPENAPI, described)
    for line in lines:
        typer.echo(line, err=True)
    if lines:
        typer.echo("openapi/ is not what the code says. Run `make openapi`, and read the change.", err=True)
        raise typer.Exit(1)


@app.command("access")
def show_access(service: Annotated[str | None, typer.Argument(help="All of them without it")] = None) -> None:
    """Print who may do what, route by route, as a Markdown table."""
    from ressurspool.ops.access import table

    for line in table([known(service)] if service else SERVICES):
        typer.echo(line)


@parked_events.command("list")
def list_parked(service: Annotated[str | None, typer.Argument(help="All of them without it")] = None) -> None:
    """List events that a service could not apply, with the reason."""
    from ressurspool.ops.parked import parked

    for name in [known(service)] if service else SERVICES:
        for event in parked(name):
            typer.echo(f"{name}: {event.line}")


@parked_events.command("replay")
def replay_parked(
    service: Service, follows: Annotated[str | None, typer.Option(help="Only those that came from this service")] = None
) -> None:
    """Apply parked events in their order, once what kept them from it is mended."""
    from ressurspool.ops.parked import replay

    typer.echo(f"{service}: {replay(known(service), follows)} took effect")


@issuers.command("check")
def check_issuers() -> None:
    """Ask each issuer of the environment's settings for its configuration and keys, and say what is wrong."""
    from ressurspool.ops.issuers import issuer_lines

    good = True
    for line, is_good in issuer_lines():
        typer.echo(line)
        good = good and is_good
    raise typer.Exit(0 if good else 1)


@signing_keys.command("list")
def list_signing_keys() -> None:
    """List every key there is or was, with its state and since when."""
    from ressurspool.ops.keys import key_lines

    for line in key_lines():
        typer.echo(line)


@signing_keys.command("rotate")
def rotate_signing_keys() -> None:
    """Let the next key sign. Nobody's token is refused by it: a key that is too new is not taken."""
    from ressurspool.ops.keys import kept_keys
    from services.auth.service.key_keeping import rotate

    with kept_keys() as (database, settings):
        typer.echo(f"{rotate(database, settings)} signs from now on")


@signing_keys.command("revoke")
def revoke_signing_keys(kids: Annotated[list[str], typer.Argument(help="As `keys list` names them")]) -> None:
    """Take keys out at once and for ever, as when they leaked; what they signed is refused everywhere in a minute."""
    from ressurspool.ops.keys import kept_keys
    from services.auth.service.key_keeping import revoke

    with kept_keys() as (database, settings):
        revoke(database, settings, kids)
    typer.echo(f"revoked: {' '.join(kids)}")


@signing_keys.command("reseal")
def reseal_signing_keys(
    old: Annotated[Path, typer.Option(help="A file with the passphrase the keys have now", exists=True)],
) -> None:
    """Encrypt the private keys with the passphrase of the settings, after it was changed there."""
    from ressurspool.ops.keys import kept_keys
    from services.auth.service.key_keeping import reseal

    with kept_keys() as (database, settings):
        count = reseal(database, settings, old_passphrase=old.read_text(encoding="utf-8").strip())
    typer.echo(f"{count} encrypted anew")


def known(service: str) -> str:
    """Raises BadParameter for what is not a service of ours."""
    if service not in SERVICES:
        raise typer.BadParameter(f"Choose one of {', '.join(SERVICES)}.")
    return service
