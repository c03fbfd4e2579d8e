"""The noun `expert`: an employee's own profile, those of the agency, and those of the pool."""

from datetime import datetime
from typing import Annotated, Any

import typer

from ressurspool.cli import profile
from ressurspool.cli.arguments import DAY, day
from ressurspool.cli.codes import PROFILE_STATE, named
from ressurspool.cli.details import show_new_limits, show_profile
from ressurspool.cli.endings import tell_revoked
from ressurspool.cli.lists import Json, print_json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.output import show_expert, show_legal
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in, out
from ressurspool.cli.texts import say
from ressurspool.cli.verbs import EXPERT
from ressurspool.client.pool import EndorsementDraft, Expert, WantedAtHome

ExpertId = Annotated[str, typer.Argument(help="As `expert list` shows it")]
Own = Annotated[str | None, typer.Argument(help="Yours without it")]


def list_experts(
    *,
    home: Annotated[bool, typer.Option("--home", help="Your agency's own")] = False,
    names: Annotated[
        bool, typer.Option("--names", help="With --home: whose they are, which they see you read")
    ] = False,
    state: Annotated[str | None, typer.Option(help="In this state, with --home: `submitted` waits for you")] = None,
    field: Annotated[str | None, typer.Option(help="Of this professional field, or a narrower one")] = None,
    as_json: Json = False,
) -> None:
    """List who can be borrowed, without names; with --home your own agency's profiles."""
    if (state or names) and not home:
        raise typer.BadParameter("--state and --names go with --home.")
    wanted = WantedAtHome(states=[state] if state else (), field=[field] if field else ())
    with logged_in() as (client, remembered):
        found = client.pool.at_home(wanted, named=names) if home else client.pool.browse(field=field)
        show_list(found, expert_row, as_json=as_json, language=remembered.language)


def expert_row(expert: Expert) -> dict[str, Any]:
    fields = ", ".join(f"{one.field}:{one.level}" for one in expert.fields)
    state = named(PROFILE_STATE, expert.state)
    return {"id": expert.id, "title": expert.title, "name": expert.name, "state": state, "fields": fields}


def view(expert_id: Own = None, as_json: Json = False) -> None:
    """Show a profile; without an id yours."""
    with logged_in() as (client, remembered):
        expert = client.pool.expert(expert_id) if expert_id else client.pool.mine()
        if as_json:
            print_json(expert)
            return
        show_profile(expert, remembered.language)
        show_legal(EXPERT, expert.legal, remembered.language)


def endorse(
    expert_id: ExpertId,
    until: Annotated[datetime, typer.Option(formats=DAY, help="The permission's last day")],
    max_months: Annotated[int, typer.Option(help="The longest stay")] = 3,
    max_percentage: Annotated[int, typer.Option(help="Of full time")] = 100,
    yes: Yes = False,
) -> None:
    """Give your agency's permission for one of your employees to go."""
    with logged_in() as (client, remembered):
        show_profile(client.pool.expert(expert_id), remembered.language)
        limits = EndorsementDraft(valid_until=day(until), max_months=max_months, max_percentage=max_percentage)
        show_new_limits(limits, remembered.language)
        confirm(yes, "endorse_profile", remembered.language)
        show_expert(client.pool.endorse(expert_id, limits))


def prolong(
    expert_id: ExpertId,
    until: Annotated[datetime, typer.Option(formats=DAY, help="The permission's new last day")],
    max_months: Annotated[int | None, typer.Option(help="The longest stay; as it is without it")] = None,
    max_percentage: Annotated[int | None, typer.Option(help="Of full time; as it is without it")] = None,
    yes: Yes = False,
) -> None:
    """Let a permission that your agency gave last longer, or change its limits. Nothing ends by it."""
    with logged_in() as (client, remembered):
        show_expert(client.pool.expert(expert_id))
        present = client.pool.endorsement(expert_id)
        limits = EndorsementDraft(
            valid_until=day(until),
            max_months=max_months or present.max_months,
            max_percentage=max_percentage or present.max_percentage,
            note=present.note,
        )
        out.print(f"{say('column_endorsed', remembered.language)}: {present.valid_until} → {limits.valid_until}")
        confirm(yes, "prolong_endorsement", remembered.language)
        show_expert(client.pool.prolong(expert_id, limits, version=present.version))


def send_back(expert_id: ExpertId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Return a submitted profile to the employee, with a reason."""
    with logged_in() as (client, remembered):
        show_profile(client.pool.expert(expert_id), remembered.language)
        confirm(yes, "return_profile", remembered.language)
        why = explained(reason, note, remembered.language)
        show_expert(client.pool.send_back(expert_id, why))


def revoke(expert_id: ExpertId, yes: Yes = False) -> None:
    """Take your agency's permission back. What is agreed already stands."""
    with logged_in() as (client, remembered):
        show_expert(client.pool.expert(expert_id))
        if not yes:
            tell_revoked(client, expert_id, remembered.language)
        confirm(yes, "revoke_endorsement", remembered.language)
        show_expert(client.pool.revoke_endorsement(expert_id))


app = Noun("Profiles of employees who can go: yours, your agency's, and those of the pool.")
app.command("list")(list_experts)
app.command("view")(view)
app.command("endorse")(endorse)
app.command("return")(send_back)
app.command("prolong")(prolong)
app.command("revoke")(revoke)
profile.add_to(app)
