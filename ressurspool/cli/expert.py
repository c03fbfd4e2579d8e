"""The noun `expert`: an employee's own profile, those of the agency, and those of the pool."""

from datetime import datetime
from typing import Annotated, Any, Literal

import typer
from pydantic import BaseModel

from ressurspool.cli import arguments
from ressurspool.cli.arguments import DAY, County, Fields, Languages, Percentage, Remote, Skills, day
from ressurspool.cli.codes import PROFILE_STATE, named
from ressurspool.cli.details import show_new_limits, show_new_profile, show_profile
from ressurspool.cli.endings import tell_left, tell_revoked
from ressurspool.cli.lists import Json, print_json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.output import show_expert, show_legal
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in, out
from ressurspool.cli.texts import say
from ressurspool.cli.verbs import EXPERT
from ressurspool.client.pool import EndorsementDraft, Expert, Pause, Profile, SignUp, WantedAtHome
from ressurspool.client.words import Period

ExpertId = Annotated[str, typer.Argument(help="As `expert list` shows it")]
Own = Annotated[str | None, typer.Argument(help="Yours without it")]


def sign_up(
    *,
    name: Annotated[str, typer.Option()],
    title: Annotated[str, typer.Option(help="What you work as")],
    field: Fields,
    available_from: Annotated[datetime, typer.Option("--from", formats=DAY, help="First day you could go")],
    available_to: Annotated[datetime, typer.Option("--to", formats=DAY, help="Last day, included")],
    percentage: Percentage = 100,
    skill: Skills = None,
    spoken: Languages = None,
    county: County = None,
    remote: Remote = False,
    about: Annotated[str, typer.Option(help="In your own words; shown when you apply or accept")] = "",
    alerts: Annotated[bool, typer.Option(help="Be told when a new need fits you")] = False,
    submit: Annotated[bool, typer.Option(help="Send it to your employer at once")] = True,
    yes: Yes = False,
) -> None:
    """Join the pool: one field, one window and a percentage are enough."""
    profile = SignUp(
        name=name,
        title=title,
        fields=arguments.field_levels(field),
        windows=[Period(start=day(available_from), end=day(available_to))],
        percentage=percentage,
        skills=skill or [],
        languages=spoken or ["nb"],
        county=county,
        remote=remote,
        about=about,
        alerts=alerts,
        submit=submit,
    )
    with logged_in() as (client, remembered):
        show_new_profile(profile, remembered.language)
        if submit:
            confirm(yes, "submit_profile", remembered.language)
        show_expert(client.pool.sign_up(profile))


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


def edit(
    *,
    title: Annotated[str | None, typer.Option(help="What you work as")] = None,
    field: Annotated[list[str] | None, typer.Option(help="All your fields, each with a level 1-3")] = None,
    percentage: Annotated[int | None, typer.Option(help="Of full time")] = None,
    skill: Skills = None,
    spoken: Languages = None,
    county: County = None,
    remote: Annotated[bool | None, typer.Option(help="Whether you can work from elsewhere")] = None,
    about: Annotated[str | None, typer.Option(help="In your own words")] = None,
    yes: Yes = False,
) -> None:
    """Change your profile. What you leave out stays as it is."""
    asked: dict[str, Any] = {"title": title, "percentage": percentage, "skills": skill, "county": county}
    asked["languages"] = spoken
    asked |= {"remote": remote, "about": about, "fields": arguments.field_levels(field) if field else None}
    given = {name: value for name, value in asked.items() if value is not None}
    if not given:
        raise typer.BadParameter("Say what to change, such as --title.")
    with logged_in() as (client, remembered):
        expert = client.pool.mine()
        show_profile(expert, remembered.language)
        confirm(yes, "change_profile", remembered.language)
        present = {name: getattr(expert, name) for name in Profile.model_fields if hasattr(expert, name)}
        draft = Profile.model_validate({**plain(present), **plain(given)})
        show_expert(client.pool.change(expert.id, draft, version=expert.version))


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """As they are sent, without what nobody has set."""
    dumped = {name: _dumped(value) for name, value in values.items()}
    return {name: value for name, value in dumped.items() if value is not None}


def _dumped(value: Any) -> Any:
    if isinstance(value, list):
        return [_dumped(one) for one in value]
    return value.model_dump() if isinstance(value, BaseModel) else value


def submit(yes: Yes = False) -> None:
    """Send your profile to your employer, who endorses it."""
    _of_own("submit_profile", "submit", yes=yes)


def renew(yes: Yes = False) -> None:
    """Ask your employer again, after the endorsement ended."""
    _of_own("submit_profile", "renew", yes=yes)


def _of_own(question: str, verb: Literal["submit", "renew"], *, yes: bool) -> None:
    with logged_in() as (client, remembered):
        expert = client.pool.mine()
        show_profile(expert, remembered.language)
        confirm(yes, question, remembered.language)
        show_expert(getattr(client.pool, verb)(expert.id))


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


def pause(
    reason: Why = "",
    note: Note = "",
    until: Annotated[datetime | None, typer.Option(formats=DAY, help="The last day of the pause")] = None,
    yes: Yes = False,
) -> None:
    """Be found by nobody new for a while."""
    with logged_in() as (client, remembered):
        expert = client.pool.mine()
        show_expert(expert)
        confirm(yes, "pause_profile", remembered.language)
        asked = Pause(**explained(reason, note, remembered.language).model_dump(exclude_unset=True))
        if until is not None:
            asked.until = day(until)
        show_expert(client.pool.pause(expert.id, asked))


def resume(yes: Yes = False) -> None:
    """End the pause of your profile."""
    with logged_in() as (client, remembered):
        expert = client.pool.mine()
        show_expert(expert)
        confirm(yes, "resume_profile", remembered.language)
        show_expert(client.pool.resume(expert.id))


def leave(reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Withdraw your profile from the pool. What is agreed already stands."""
    with logged_in() as (client, remembered):
        expert = client.pool.mine()
        show_expert(expert)
        if not yes:
            tell_left(client, expert.id, remembered.language)
        confirm(yes, "leave_pool", remembered.language)
        why = explained(reason, note, remembered.language)
        show_expert(client.pool.withdraw(expert.id, why))


app = Noun("Profiles of employees who can go: yours, your agency's, and those of the pool.")
app.command("list")(list_experts)
app.command("view")(view)
app.command("create")(sign_up)
app.command("edit")(edit)
app.command("submit")(submit)
app.command("renew")(renew)
app.command("pause")(pause)
app.command("resume")(resume)
app.command("withdraw")(leave)
app.command("endorse")(endorse)
app.command("return")(send_back)
app.command("prolong")(prolong)
app.command("revoke")(revoke)
