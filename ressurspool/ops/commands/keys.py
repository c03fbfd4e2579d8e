"""The commands of `ressurspool-ops keys`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from pathlib import Path
from typing import Annotated

import typer

from ressurspool.ops.commands.refusals import refusals

app = typer.Typer(no_args_is_help=True, help="The keys that auth signs tokens with, and the web application's.")


@app.command("web")
def make_web_key() -> None:
    """Make a key for the web application: print WEB_CLIENT_KEY, which is secret, and AUTH_WEB_KEYS."""
    from ressurspool.ops.web_key import new_web_key

    key = new_web_key()
    typer.echo(f"WEB_CLIENT_KEY={key.private}")
    typer.echo(f"AUTH_WEB_KEYS={key.public}")


@app.command("list")
def list_signing_keys() -> None:
    """List every key there is or was, with its state and since when."""
    from services.auth.operator import keys
    from services.auth.settings import AuthSettings

    with refusals(details=False):
        for key in keys.list_all(AuthSettings()):
            typer.echo(f"{key.kid} {key.state:<8} since {key.since.isoformat(timespec='seconds')}")


@app.command("rotate")
def rotate_signing_keys() -> None:
    """Let the next key sign. Nobody's token is refused by it: a key that is too new is not taken."""
    from services.auth.operator import keys
    from services.auth.settings import AuthSettings

    with refusals(details=False):
        typer.echo(f"{keys.rotate(AuthSettings())} signs from now on")


@app.command("revoke", context_settings={"ignore_unknown_options": True})  # one key id in 64 begins with "-"
def revoke_signing_keys(kids: Annotated[list[str], typer.Argument(help="As `keys list` names them")]) -> None:
    """Take keys out at once and for ever, as when they leaked; what they signed is refused everywhere in a minute."""
    from services.auth.operator import keys
    from services.auth.settings import AuthSettings

    with refusals(details=False):
        keys.revoke(AuthSettings(), kids)
    typer.echo(f"revoked: {' '.join(kids)}")


@app.command("reseal")
def reseal_signing_keys(
    old: Annotated[Path, typer.Option(help="A file with the passphrase the keys have now", exists=True)],
) -> None:
    """Encrypt the private keys with the passphrase of the settings, after it was changed there."""
    from services.auth.operator import keys
    from services.auth.settings import AuthSettings

    with refusals(details=False):
        count = keys.reseal(AuthSettings(), old_passphrase=old.read_text(encoding="utf-8").strip())
    typer.echo(f"{count} encrypted anew")
