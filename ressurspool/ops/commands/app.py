"""The commands of `ressurspool-ops`."""
# ruff: noqa: PLC0415 -- each command loads what it needs: six services start through here, and start fast

import gc
import importlib
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ressurspool.ops.addresses import LOOPBACK, ORIGIN, PORTS
from ressurspool.ops.commands import audit, delegations, deliveries, issuers, keys, organisations, parked_events, people
from ressurspool.ops.commands.arguments import Service, ServiceOrAll, chosen, known
from ressurspool.ops.commands.refusals import refusals
from services.scheme.services import SERVICES


class Commands(TyperGroup):
    """Ends a command whose settings are refused with exit code 2, and says what to do about each of them."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            from services.kit.environment import SettingsRefused

            if not isinstance(error, SettingsRefused):
                raise
            for line in error.lines:
                typer.echo(line, err=True)
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_show_locals=False
)

app.add_typer(audit.app, name="audit")
app.add_typer(parked_events.app, name="parked")
app.add_typer(organisations.app, name="organisations")
app.add_typer(people.app, name="people")
app.add_typer(delegations.app, name="delegations")
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(keys.app, name="keys")
app.add_typer(issuers.app, name="issuers")

OPENAPI = Path("openapi")
MESSAGES = Path("docs/messages.md")
Host = Annotated[str, typer.Option(help="The address to listen on")]
Port = Annotated[int | None, typer.Option(help="The port to listen on; the service's own without it")]
DaysAhead = Annotated[int, typer.Option(min=0, help="Development only: so many days the clock runs ahead")]
Language = Annotated[str, typer.Option(help="The language of the API's texts: nb, nn or en")]


@app.command("serve")
def serve_service(service: Service, port: Port = None, host: Host = LOOPBACK, days_ahead: DaysAhead = 0) -> None:
    """Serve one service as one process, with the settings of the environment."""
    from services.kit.web.server import serve

    gc.disable()  # until the application is made: to search its parts for garbage is a tenth of a start
    create_app = importlib.import_module(f"services.{known(service)}.main").create_app
    serve(create_app, host=host, port=port or PORTS[service], days_ahead=days_ahead)


@app.command("origin")
def serve_one_origin(port: Port = None, host: Host = LOOPBACK) -> None:
    """Serve the one origin in front of the services (development)."""
    from ressurspool.ops.origin import serve_origin

    serve_origin(host=host, port=port or PORTS[ORIGIN])


@app.command()
def site(folder: Path) -> None:
    """Write the origin's own pages (what this is, the description, the problems) for a web server to serve."""
    from ressurspool.ops.site.files import write

    typer.echo(f"{write(folder)} files written to {folder}")


@app.command()
def migrate(service: ServiceOrAll = None) -> None:
    """Bring databases to their newest migration, at the addresses of the environment."""
    from ressurspool.ops.settings import database_urls
    from services.kit.data.migrations import upgrade

    urls = database_urls()
    Path("var").mkdir(mode=0o700, exist_ok=True)  # where the default database files are
    for name in chosen(service):
        upgrade(name, urls[name])
        typer.echo(f"{name}: up to date")


@app.command()
def demo(language: Language = "en") -> None:
    """Play the scheme's whole main job on six real services, and read back that it came about."""
    from ressurspool.ops.demo.runs import play

    if not play(language=language):
        raise typer.Exit(1)


@app.command()
def up(language: Language = "nb") -> None:
    """Run the services on their usual ports with the demo's data, until Ctrl-C."""
    from ressurspool.ops.demo.runs import stay_up

    if not stay_up(language=language):
        raise typer.Exit(1)


@app.command()
def bootstrap(
    orgnr: Annotated[str, typer.Option(help="The public body's organisation number")],
    email: Annotated[str, typer.Option(help="Whom to invite")],
    mail: Annotated[bool, typer.Option("--mail", help="Mail the link, which proves the address")] = False,
) -> None:
    """Invite a public body's first coordinator: prints a single-use token to hand over, or has a link mailed."""
    from services.auth.operator.members import invite_first_coordinator
    from services.auth.settings import AuthSettings

    with refusals(details=False):
        token = invite_first_coordinator(AuthSettings(), orgnr, email, hand_over=not mail)
    if token is None:
        typer.echo(f"A link is on its way to {email}.", err=True)
        return
    typer.echo(token)
    typer.echo("Hand it to them alone: POST /auth/v1/invitations/acceptance takes it, a name and a password.", err=True)


@app.command()
def revision(service: Service, message: Annotated[str, typer.Argument(help="What it does: add something")]) -> None:
    """Begin a service's next migration, with what its models have and its history has not."""
    from ressurspool.ops.migration import begin_migration

    typer.echo(begin_migration(known(service), message))


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


@app.command()
def messages(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail where the file is not current")] = False,
) -> None:
    """Write docs/messages.md: every mail with made up facts, in three languages."""
    written = importlib.import_module("services.notify.main").mail_previews()
    if not check:
        MESSAGES.write_text(written, encoding="utf-8")
    elif not MESSAGES.exists() or MESSAGES.read_text(encoding="utf-8") != written:
        typer.echo(f"{MESSAGES} is not what the code says. Run `make messages`, and read the change.", err=True)
        raise typer.Exit(1)


@app.command("access")
def show_access(service: ServiceOrAll = None) -> None:
    """Print who may do what, route by route, as a Markdown table."""
    from ressurspool.ops.access import table

    for line in table([name for name in chosen(service) if name in SERVICES]):  # the web application decides nothing
        typer.echo(line)
