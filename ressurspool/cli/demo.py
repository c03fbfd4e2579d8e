"""Reads the demonstration's logins, and logs in with one of them through the real login page."""

import json
from pathlib import Path
from typing import Any

import typer

from ressurspool.cli.shell import err, language
from ressurspool.cli.texts import say
from ressurspool.client import Login, login_with_form

LOGINS = Path("var/demo/logins.json")


def demo_login(role: str, logins: Path = LOGINS) -> tuple[str, Login]:
    """The demo's origin, and a token of its person in that role."""
    try:
        known = json.loads(logins.read_text(encoding="utf-8"))
    except FileNotFoundError:
        err.print(say("no_demo", language()))
        raise typer.Exit(1) from None
    person = _person(known["logins"], role)
    origin = known["origin"]
    return origin, login_with_form(origin, person["email"], person["password"], person["orgnr"])


def _person(people: list[dict[str, Any]], role: str) -> dict[str, Any]:
    for person in people:
        if person["as"] == role:
            return person
    raise typer.BadParameter(f"Choose one of {', '.join(person['as'] for person in people)}.")
