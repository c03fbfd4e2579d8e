"""Commands that log in and out: `login`, `logout` and, in development, `token`."""

import webbrowser
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import typer
from rich.markup import escape

from ressurspool.cli.config import DEVELOPMENT_ORIGIN, readers_language, recall, remember
from ressurspool.cli.demo import demo_login
from ressurspool.cli.shell import err, out
from ressurspool.cli.stored_logins import forget, keep
from ressurspool.cli.texts import say
from ressurspool.client import Client, OriginUnreachable, ProblemError
from ressurspool.client import login as login_in_browser
from ressurspool.client.tokens import OFFLINE_SCOPES, Confirmation, login_by_code

As = Annotated[str, typer.Option("--as", help="A role of the demo, such as employee (development only)")]


def log_in(
    origin: Annotated[str, typer.Option(help="Where the services are")] = DEVELOPMENT_ORIGIN,
    language: Annotated[str, typer.Option(help="nb, nn or en; your account's without it")] = "",
    browser: Annotated[bool, typer.Option("--browser", help="Let the browser of this machine answer directly")] = False,
    as_role: As = "",
) -> None:
    """Log in by confirming a code in a browser, here or on another device; choose there which body you act for."""
    if language not in {"", "nb", "nn", "en"}:
        raise typer.BadParameter("--language: nb, nn, en")
    origin, shown_in = origin.rstrip("/"), language or readers_language()
    if as_role:
        origin, granted = demo_login(as_role)
    elif browser:
        granted = login_in_browser(origin, open_page=_page_opener(shown_in), scope=OFFLINE_SCOPES)
    else:
        granted = login_by_code(origin, show=code_printer(shown_in))
    keep(origin, granted)
    language = language or _language_of(origin, granted.access_token) or shown_in
    remember(recall().model_copy(update={"origin": origin, "language": language, "todo": []}))
    out.print(f"{say('logged_in', language)} {escape(origin)}")


def _language_of(origin: str, token: str) -> str | None:
    """The language of the person's account; None where auth does not say."""
    with suppress(ProblemError, OriginUnreachable), Client(origin, token=token, patience=0) as client:
        return client.auth.me().language
    return None


def log_out() -> None:
    """End the login, here and at the server."""
    outcome = "logged_out" if forget() else "not_logged_in"
    out.print(say(outcome, recall().language))


def print_token(as_role: As) -> None:
    """Print an access token of a person of the demo, got by the real login (development only)."""
    typer.echo(demo_login(as_role)[1].access_token)


def _page_opener(language: str) -> Callable[[str], None]:
    """A function that prints the login page's address, and opens it in the browser."""

    def open_page(address: str) -> None:
        err.print(say("login_page", language))
        typer.echo(address, err=True)
        webbrowser.open(address)

    return open_page


def code_printer(language: str) -> Callable[[Confirmation], None]:
    """A function that prints where to confirm the login and with which code, and opens the page."""

    def show(confirmation: Confirmation) -> None:
        err.print(say("login_code", language))
        typer.echo(f"{confirmation.address}\n{confirmation.user_code}", err=True)
        webbrowser.open(confirmation.complete)

    return show


app = typer.Typer()
app.command("login")(log_in)
app.command("logout")(log_out)
app.command("token")(print_token)
