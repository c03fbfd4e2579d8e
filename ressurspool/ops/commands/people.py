"""The commands of `ressurspool-ops people`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from typing import Annotated

import typer

from ressurspool.ops.commands.refusals import refusals

app = typer.Typer(no_args_is_help=True, help="What people are called, who is shut out, and who has which role.")

Person = Annotated[str, typer.Argument(help="The person's id, or the address of their account")]
Body = Annotated[str, typer.Argument(help="The public body's organisation number")]
RoleName = Annotated[str, typer.Argument(help="employee, requester, coordinator, broker or admin")]
Forced = Annotated[bool, typer.Option("--force", help="Also the body's last coordinator; you are warned of it after")]


@app.command("disable")
def disable_person(person: Person) -> None:
    """Shut a person out: no login, no token, no act for any body; what they hold is void within seconds."""
    from services.auth.operator import accounts
    from services.auth.settings import AuthSettings

    with refusals():
        since = accounts.disable(AuthSettings(), person)
    typer.echo(f"disabled since {since.isoformat(timespec='seconds')}")


@app.command("enable")
def enable_person(person: Person) -> None:
    """Let a disabled person log in again."""
    from services.auth.operator import accounts
    from services.auth.settings import AuthSettings

    with refusals():
        accounts.enable(AuthSettings(), person)
    typer.echo("enabled")


@app.command("rename")
def rename_person(person: Person, name: Annotated[str, typer.Argument(help="The name as others see it")]) -> None:
    """Give a person another name, as they can themselves; whoever sees them by name sees the new one."""
    from services.auth.operator import accounts
    from services.auth.settings import AuthSettings

    with refusals():
        accounts.rename(AuthSettings(), person, name)
    typer.echo("renamed")


@app.command("grant")
def grant_role(person: Person, orgnr: Body, role: RoleName) -> None:
    """Give somebody a role in a public body; broker and admin are given here and nowhere else."""
    from services.auth.operator import members
    from services.auth.settings import AuthSettings
    from services.scheme.roles import Role

    if role not in set(Role):
        raise typer.BadParameter(f"Choose one of {', '.join(Role)}.")
    with refusals():
        members.set_role(AuthSettings(), person, orgnr, Role(role))


@app.command("revoke")
def revoke_role(person: Person, orgnr: Body, force: Forced = False) -> None:
    """Take somebody's role in a public body; a plain member is what is left."""
    from services.auth.operator import members
    from services.auth.settings import AuthSettings
    from services.scheme.roles import Role

    with refusals():
        members.set_role(AuthSettings(), person, orgnr, Role.EMPLOYEE, forced=force)


@app.command("remove")
def remove_member(person: Person, orgnr: Body, force: Forced = False) -> None:
    """End somebody's membership of a public body."""
    from services.auth.operator import members
    from services.auth.settings import AuthSettings

    with refusals():
        members.remove(AuthSettings(), person, orgnr, forced=force)


@app.command("reset-second-factor")
def reset_second_factor(person: Person) -> None:
    """Forget a lost authenticator and its recovery codes; a coordinator enrols another at the next login."""
    from services.auth.operator import accounts
    from services.auth.settings import AuthSettings

    with refusals():
        typer.echo("forgotten" if accounts.forget_second_factor(AuthSettings(), person) else "there was none")


@app.command("reset-password")
def reset_password(person: Person) -> None:
    """Mail a person a link by which they choose a new password; it works once, within an hour."""
    from services.auth.operator import accounts
    from services.auth.settings import AuthSettings

    with refusals():
        accounts.mail_new_password(AuthSettings(), person)
    typer.echo("a link is on its way")
