"""Verbs of `expert` for an employee's own profile: it is made, changed, sent, paused and withdrawn."""

from datetime import datetime
from typing import Annotated, Any, Literal

import typer
from pydantic import BaseModel

from ressurspool.cli import arguments
from ressurspool.cli.arguments import DAY, County, Fields, Languages, Percentage, Remote, Skills, day
from ressurspool.cli.details import show_new_profile, show_profile
from ressurspool.cli.endings import tell_left
from ressurspool.cli.output import show_expert
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in
from ressurspool.client.pool import Pause, Profile, SignUp
from ressurspool.client.words import Period

Learn = Annotated[list[str] | None, typer.Option("--learn", help="A field you want to learn; repeat for more")]


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
    learn: Learn = None,
    named: Annotated[bool, typer.Option("--named", help="Show your name to everybody from the start")] = False,
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
        wanted_learning=learn or [],
        named=named,
        alerts=alerts,
        submit=submit,
    )
    _send(profile, yes=yes)


def _send(profile: SignUp, *, yes: bool) -> None:
    """Show the profile, ask where it goes to the employer, and send it. A draft binds nobody."""
    with logged_in() as (client, remembered):
        show_new_profile(profile, remembered.language)
        if profile.submit:
            confirm(yes, "submit_profile", remembered.language)
        show_expert(client.pool.sign_up(profile))


def edit(
    *,
    name: Annotated[str | None, typer.Option()] = None,
    title: Annotated[str | None, typer.Option(help="What you work as")] = None,
    field: Annotated[list[str] | None, typer.Option(help="All your fields, each with a level 1-3")] = None,
    available_from: Annotated[datetime | None, typer.Option("--from", formats=DAY, help="First day, with --to")] = None,
    available_to: Annotated[datetime | None, typer.Option("--to", formats=DAY, help="Last day, included")] = None,
    percentage: Annotated[int | None, typer.Option(help="Of full time")] = None,
    skill: Skills = None,
    spoken: Languages = None,
    county: County = None,
    remote: Annotated[bool | None, typer.Option(help="Whether you can work from elsewhere")] = None,
    about: Annotated[str | None, typer.Option(help="In your own words")] = None,
    learn: Learn = None,
    named: Annotated[bool | None, typer.Option(help="Whether everybody sees your name from the start")] = None,
    alerts: Annotated[bool | None, typer.Option(help="Whether you are told when a new need fits you")] = None,
    yes: Yes = False,
) -> None:
    """Change your profile. What you leave out stays as it is; days take the place of all you have given."""
    asked: dict[str, Any] = {"name": name, "title": title, "percentage": percentage, "skills": skill}
    asked |= {"languages": spoken, "remote": remote, "about": about, "wanted_learning": learn, "named": named}
    asked |= {"alerts": alerts, "fields": arguments.field_levels(field) if field else None}
    asked |= {"county": county, "windows": _window(available_from, available_to)}
    _change({name: value for name, value in asked.items() if value is not None}, yes=yes)


def _window(first: datetime | None, last: datetime | None) -> list[Period] | None:
    """The days that are given. Raises BadParameter where one of the two is missing."""
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise typer.BadParameter("--from and --to go together.")
    return [Period(start=day(first), end=day(last))]


def _change(given: dict[str, Any], *, yes: bool) -> None:
    if not given:
        raise typer.BadParameter("Say what to change, such as --title.")
    with logged_in() as (client, remembered):
        expert = client.pool.mine()
        show_profile(expert, remembered.language)
        present = {name: getattr(expert, name) for name in Profile.model_fields if hasattr(expert, name)}
        draft = Profile.model_validate({**_plain(present), **_plain(given)})
        show_new_profile(draft, remembered.language)
        confirm(yes, "change_profile", remembered.language)
        show_expert(client.pool.change(expert.id, draft, version=expert.version))


def _plain(values: dict[str, Any]) -> dict[str, Any]:
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


def add_to(app: typer.Typer) -> None:
    app.command("create")(sign_up)
    app.command("edit")(edit)
    app.command("submit")(submit)
    app.command("renew")(renew)
    app.command("pause")(pause)
    app.command("resume")(resume)
    app.command("withdraw")(leave)
