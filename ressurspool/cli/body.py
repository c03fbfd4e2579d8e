"""The noun `body`: the public bodies of the scheme, one's own members, and one's own policy."""

from functools import partial
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from ressurspool.cli.codes import LEVEL, ROLE, named
from ressurspool.cli.lists import Json, print_json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.prompts import Yes, confirm
from ressurspool.cli.shell import logged_in, out
from ressurspool.cli.texts import say
from ressurspool.client.auth import Organisation
from ressurspool.client.policies import Policy, PolicyDraft

SHOWN = ("min_months", "max_months", "max_total_months", "notice_weeks", "lending_cap", "payer")
SCHEME = "scheme"  # takes a decision back


def list_bodies(as_json: Json = False) -> None:
    """List the public bodies of the scheme."""
    with logged_in() as (client, remembered):
        found = client.auth.organisations()
        language = remembered.language
        show_list(found, partial(_row, language=language), as_json=as_json, language=language)


def _row(found: Organisation, *, language: str) -> dict[str, Any]:
    name = found.names.get(language, "")
    return {"orgnr": found.orgnr, "name": name, "level": named(LEVEL, found.level), "sector": found.sector}


def view(
    orgnr: Annotated[str | None, typer.Argument(help="Its number; yours without it")] = None, as_json: Json = False
) -> None:
    """Show a public body; without a number the one you act for."""
    with logged_in() as (client, remembered):
        found = client.auth.organisation(orgnr or client.auth.me().org or "")
        if as_json:
            print_json(found)
            return
        for value in _row(found, language=remembered.language).values():
            out.print(escape(str(value)))


def members(as_json: Json = False) -> None:
    """List the members of the body you act for."""
    with logged_in() as (client, remembered):
        found = client.auth.members(client.auth.me().org or "")
        show_list(
            found,
            lambda one: {"name": one.name, "email": one.email, "role": named(ROLE, one.role)},
            as_json=as_json,
            language=remembered.language,
        )


def policy(
    notice_weeks: Annotated[str | None, typer.Option(help=f"Notice, 0 to 12 weeks, or `{SCHEME}`")] = None,
    max_total_months: Annotated[str | None, typer.Option(help=f"Longest with all extensions, or `{SCHEME}`")] = None,
    yes: Yes = False,
) -> None:
    """Show what your body has decided about stays; with options, decide notice and longest total for new ones."""
    asked = {"notice_weeks": _number(notice_weeks), "max_total_months": _number(max_total_months)}
    given = {"notice_weeks": notice_weeks, "max_total_months": max_total_months}
    changes = {name: asked[name] for name, typed in given.items() if typed is not None}
    with logged_in() as (client, remembered):
        orgnr = client.auth.me().org or ""
        present = client.auth.policies.read(orgnr)
        _show(present, remembered.language)
        if changes:
            confirm(yes, "decide_policy", remembered.language)
            draft = PolicyDraft.model_validate(present.draft().model_dump() | changes)
            _show(client.auth.policies.decide(orgnr, draft, version=present.version), remembered.language)


def _number(typed: str | None) -> int | None:
    """None for the scheme's. Raises BadParameter for all else that is no number."""
    if typed is None or typed == SCHEME:
        return None
    if not typed.isdecimal():
        raise typer.BadParameter(f"a number, or {SCHEME}")
    return int(typed)


def _show(shown: Policy, language: str) -> None:
    table = Table(show_header=False)
    for name in SHOWN:
        value = getattr(shown, name)
        table.add_row(say(f"policy_{name}", language), say("policy_scheme", language) if value is None else str(value))
    out.print(table)


app = Noun("Public bodies: yours, its members and its policy.")
app.command("list")(list_bodies)
app.command("view")(view)
app.command("members")(members)
app.command("policy")(policy)
