"""The commands of `ressurspool-ops people`."""
# ruff: noqa: PLC0415 -- as for all commands: each loads what it needs

from typing import Annotated

import typer

from ressurspool.ops import organisations

app = typer.Typer(no_args_is_help=True, help="Who is shut out, and who has which role.")

Person = Annotated[str, typer.Argument(help="The person's id, or the address of their account")]
Body = Annotated[str, typer.Argument(help="The public body's organisation number")]
RoleName = Annotated[str, typer.Argument(help="employee, requester, coordinator, broker or admin")]
Forced = Annotated[bool, typer.Option("--force", help="Also the body's last coordinator; you are warned of it after")]


@app.command("disable")
def disable_person(person: Person) -> None:
    """Shut a person out: no login, no token, no act for any body; what they hold is void within seconds."""
    _set_disabled(person, disabled=True)


@app.command("enable")
def enable_person(person: Person) -> None:
    """Let a disabled person log in again."""
    _set_disabled(person, disabled=False)


@app.command("grant")
def grant_role(person: Person, orgnr: Body, role: RoleName) -> None:
    """Give somebody a role in a public body; broker and admin are given here and nowhere else."""
    from ressurspool.ops.people import set_role
    from services.kit.access import Role

    if role not in set(Role):
        raise typer.BadParameter(f"Choose one of {', '.join(Role)}.")
    with organisations.refusals():
        set_role(person, orgnr, Role(role))


@app.command("revoke")
def revoke_role(person: Person, orgnr: Body, force: Forced = False) -> None:
    """Take somebody's role in a public body; a plain member is what is left."""
    from ressurspool.ops.people import set_role
    from services.kit.access import Role

    with organisations.refusals():
        set_role(person, orgnr, Role.EMPLOYEE, forced=force)


@app.command("remove")
def remove_member(person: Person, orgnr: Body, force: Forced = False) -> None:
    """End somebody's membership of a public body."""
    from ressurspool.ops.people import remove

    with organisations.refusals():
        remove(person, orgnr, forced=force)


@app.command("reset-second-factor")
def reset_second_factor(person: Person) -> None:
    """Forget a lost authenticator and its recovery codes; a coordinator enrols another at the next login."""
    from ressurspool.ops.people import forget_second_factor

    with organisations.refusals():
        typer.echo("forgotten" if forget_second_factor(person) else "there was none")


@app.command("reset-password")
def reset_password(person: Person) -> None:
    """Mail a person a link by which they choose a new password; it works once, within an hour."""
    from ressurspool.ops.people import mail_new_password

    with organisations.refusals():
        mail_new_password(person)
    typer.echo("a link is on its way")


def _set_disabled(person: str, *, disabled: bool) -> None:
    from ressurspool.ops.people import set_disabled

    with organisations.refusals():
        since = set_disabled(person, disabled=disabled)
    typer.echo(f"disabled since {since.isoformat(timespec='seconds')}" if since else "enabled")
