"""The command on one's own body's policy: `policy` shows it, and with options changes it."""

from typing import Annotated

import typer
from rich.table import Table

from ressurspool.cli.prompts import Yes, confirm
from ressurspool.cli.shell import logged_in, out
from ressurspool.cli.texts import say
from ressurspool.client.policies import Policy, PolicyDraft

SHOWN = ("min_months", "max_months", "max_total_months", "notice_weeks", "lending_cap", "payer")
SCHEME = "scheme"  # takes a decision back


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


def add_to(app: typer.Typer) -> None:
    app.command("policy")(policy)
