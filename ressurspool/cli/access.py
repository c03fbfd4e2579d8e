"""Commands of whoever must say who they are."""

import webbrowser
from collections.abc import Callable
from typing import Annotated

import typer
from rich.markup import escape

from ressurspool.cli.config import DEVELOPMENT_ORIGIN, recall, remember
from ressurspool.cli.demo import demo_login
from ressurspool.cli.shell import err, out
from ressurspool.cli.texts import say
from ressurspool.client import login as login_in_browser

As = Annotated[str, typer.Option("--as", help="A role of the demo, such as employee (development only)")]


def log_in(
    origin: Annotated[str, typer.Option(help="Where the services are")] = DEVELOPMENT_ORIGIN,
    language: Annotated[str, typer.Option(help="nb, nn or en")] = "nb",
    as_role: As = "",
) -> None:
    """Log in, in the browser; choose there which public body you act for."""
    if as_role:
        origin, granted = demo_login(as_role)
    else:
        granted = login_in_browser(origin, open_page=_shown_page(language))
    known = {"origin": origin, "language": language, "todo": []}
    token = {"access_token": granted.access_token, "expires_at": granted.expires_at}
    remember(recall().model_copy(update=known | token))
    out.print(f"{say('logged_in', language)} {escape(origin)}")


def print_token(as_role: As) -> None:
    """Print an access token of a person of the demo, got by the real login (development only)."""
    typer.echo(demo_login(as_role)[1].access_token)


def _shown_page(language: str) -> Callable[[str], None]:
    def open_page(address: str) -> None:
        err.print(say("login_page", language))
        typer.echo(address, err=True)
        webbrowser.open(address)

    return open_page


def add_to(app: typer.Typer) -> None:
    app.command("login")(log_in)
    app.command("token")(print_token)
