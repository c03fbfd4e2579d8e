"""The commands of `ressurspool-ops issuers`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from services.auth.operator.issuers import IssuerCheck

app = typer.Typer(no_args_is_help=True, help="Who people may log in through, and Maskinporten.")


@app.command("check")
def check_issuers() -> None:
    """Ask each issuer of the environment's settings for its configuration and keys, and say what is wrong."""
    from services.auth.operator.errors import OperationRefused
    from services.auth.operator.issuers import check_all
    from services.auth.settings import AuthSettings

    good = True
    try:
        for check in check_all(AuthSettings()):
            typer.echo(_line(check))
            good = good and not check.faults
    except OperationRefused as error:
        typer.echo(str(error), err=True)
        good = False
    raise typer.Exit(0 if good else 1)


def _line(check: "IssuerCheck") -> str:
    """What is wrong with the issuer; where nothing is, what to register there."""
    if check.faults:
        return f"{check.name}: {'; '.join(check.faults)}"
    redirect = f"; register {check.redirect_uri} there" if check.redirect_uri else ""
    keys = f" and our keys, {check.jwks_uri}" if check.jwks_uri else ""
    return f"{check.name}: well{redirect}{keys}"
