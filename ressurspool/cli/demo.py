"""Logs in as a person of the demonstration, through the real login page."""

import json
from pathlib import Path
from typing import Any

import typer

from ressurspool.cli.shell import err, language
from ressurspool.cli.texts import say
from ressurspool.client import Authenticator, Login, login_with_form

LOGINS = Path("var/demo/logins.json")


def demo_login(role: str, logins: Path = LOGINS) -> tuple[str, Login]:
    """The demo's origin, and a login of its person in that role.

    The last code of their authenticator is written back: a code works once.
    """
    try:
        known = json.loads(logins.read_text(encoding="utf-8"))
    except FileNotFoundError:
        err.print(say("no_demo", language()))
        raise typer.Exit(1) from None
    person = _person(known["logins"], role)
    origin = known["origin"]
    totp = Authenticator(person["secret"], last_step=person["last_step"])
    login = login_with_form(origin, person["email"], person["password"], person["orgnr"], totp=totp)
    person |= {"secret": totp.secret, "last_step": totp.last_step}
    logins.write_text(json.dumps(known, ensure_ascii=False, indent=2), encoding="utf-8")
    return origin, login


def _person(people: list[dict[str, Any]], role: str) -> dict[str, Any]:
    for person in people:
        if person["as"] == role:
            return person
    raise typer.BadParameter(f"Choose one of {', '.join(person['as'] for person in people)}.")
