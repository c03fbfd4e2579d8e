"""The command `mail`: when I am mailed of what."""

from enum import StrEnum
from typing import Annotated

import typer

from ressurspool.cli.lists import Json, print_json
from ressurspool.cli.output import show_mail
from ressurspool.cli.shell import logged_in
from ressurspool.client.notify import Preferences, PreferencesChange

app = typer.Typer()


class Pace(StrEnum):
    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


_KINDS = "For one kind: answers=daily; again and again"


@app.command("mail")
def mail(
    rest: Annotated[Pace | None, typer.Option("--all", help="For all kinds of mail")] = None,
    kind: Annotated[list[str] | None, typer.Option(help=_KINDS)] = None,
    start: Annotated[int | None, typer.Option("--from", help="The first hour for what is not urgent")] = None,
    end: Annotated[int | None, typer.Option("--until", help="The hour before which it comes")] = None,
    as_json: Json = False,
) -> None:
    """Show or choose when you are mailed of what."""
    with logged_in() as (client, remembered):
        now = client.notify.preferences()
        if rest or kind or start is not None or end is not None:
            change = _change(now, rest, kind or [], (start, end))
            now = client.notify.change_preferences(change, version=now.version)
        if as_json:
            print_json([now])
            return
        show_mail(now, remembered.language)


def _change(
    now: Preferences, rest: Pace | None, chosen: list[str], hours: tuple[int | None, int | None]
) -> PreferencesChange:
    """What is to hold: what was chosen, and else what holds now. `--all` takes back what kinds of their own had."""
    kinds = {} if rest else {one.kind: one.email for one in now.kinds if one.email != now.email}
    for one in chosen:
        name, _, pace = one.partition("=")
        if name not in {known.kind for known in now.kinds} or pace not in set(Pace):
            raise typer.BadParameter(", ".join(f"{known.kind}={'|'.join(known.choices)}" for known in now.kinds))
        kinds[name] = pace
    start, end = hours
    return PreferencesChange.model_validate(
        {
            "email": rest or now.email,
            "kinds": kinds,
            "mail_from": now.mail_from if start is None else start,
            "mail_until": now.mail_until if end is None else end,
            "language": now.language,
        }
    )
