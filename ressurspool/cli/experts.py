"""Commands on expert profiles: the employee's (`signup`, `leave`), and the home coordinator's (`endorse` …)."""

from datetime import datetime
from typing import Annotated

import typer

from ressurspool.cli import arguments
from ressurspool.cli.arguments import DAY, County, Fields, Languages, Percentage, Remote, Skills, day
from ressurspool.cli.endings import tell_left, tell_revoked
from ressurspool.cli.output import show_expert
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in, out
from ressurspool.cli.texts import say
from ressurspool.client.pool import EndorsementDraft, Pause, SignUp
from ressurspool.client.words import Period

ExpertId = Annotated[str, typer.Argument(help="As `endorse` shows it")]


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
        show_expert(client.pool.sign_up(profile), remembered.language)


def endorse(
    expert_id: Annotated[str | None, typer.Argument(help="Without it: those that wait for you")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAY, help="The permission's last day")] = None,
    max_months: Annotated[int, typer.Option(help="The longest stay")] = 3,
    max_percentage: Annotated[int, typer.Option(help="Of full time")] = 100,
) -> None:
    """Give your agency's permission for one of your employees to go."""
    with logged_in() as (client, remembered):
        if expert_id is None:
            waiting = list(client.pool.at_home(state="submitted"))
            for expert in waiting:
                show_expert(expert, remembered.language)
            if not waiting:
                out.print(say("nothing_waits_at_home", remembered.language))
            return
        if until is None:
            raise typer.BadParameter("Say --until which day.")
        limits = EndorsementDraft(valid_until=day(until), max_months=max_months, max_percentage=max_percentage)
        show_expert(client.pool.endorse(expert_id, limits), remembered.language)


def prolong(
    expert_id: ExpertId,
    until: Annotated[datetime, typer.Option(formats=DAY, help="The permission's new last day")],
    max_months: Annotated[int | None, typer.Option(help="The longest stay; as it is without it")] = None,
    max_percentage: Annotated[int | None, typer.Option(help="Of full time; as it is without it")] = None,
    yes: Yes = False,
) -> None:
    """Let a permission that your agency gave last longer, or change its limits. Nothing ends by it."""
    with logged_in() as (client, remembered):
        show_expert(client.pool.expert(expert_id), remembered.language)
        present = client.pool.endorsement(expert_id)
        limits = EndorsementDraft(
            valid_until=day(until),
            max_months=max_months or present.max_months,
            max_percentage=max_percentage or present.max_percentage,
            note=present.note,
        )
        out.print(f"{say('endorsed_until', remembered.language)}: {present.valid_until} → {limits.valid_until}")
        confirm(yes, "prolong_endorsement", remembered.language)
        show_expert(client.pool.prolong(expert_id, limits, version=present.version), remembered.language)


def send_back(expert_id: ExpertId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Return a submitted profile to the employee, with a reason."""
    with logged_in() as (client, remembered):
        show_expert(client.pool.expert(expert_id), remembered.language)
        confirm(yes, "return_profile", remembered.language)
        why = explained(reason, note, remembered.language)
        show_expert(client.pool.send_back(expert_id, why), remembered.language)


def revoke(expert_id: ExpertId, yes: Yes = False) -> None:
    """Take your agency's permission back. What is agreed already stands."""
    with logged_in() as (client, remembered):
        show_expert(client.pool.expert(expert_id), remembered.language)
        if not yes:
            tell_revoked(client, expert_id, remembered.language)
        confirm(yes, "revoke_endorsement", remembered.language)
        show_expert(client.pool.revoke_endorsement(expert_id), remembered.language)


def pause(
    reason: Why = "",
    note: Note = "",
    until: Annotated[datetime | None, typer.Option(formats=DAY, help="The last day of the pause")] = None,
    yes: Yes = False,
) -> None:
    """Be found by nobody new for a while."""
    with logged_in() as (client, remembered):
        expert = client.pool.mine()
        show_expert(expert, remembered.language)
        confirm(yes, "pause_profile", remembered.language)
        asked = Pause(**explained(reason, note, remembered.language).model_dump(exclude_unset=True))
        if until is not None:
            asked.until = day(until)
        show_expert(client.pool.pause(expert.id, asked), remembered.language)


def resume(yes: Yes = False) -> None:
    """End the pause of your profile."""
    with logged_in() as (client, remembered):
        expert = client.pool.mine()
        show_expert(expert, remembered.language)
        confirm(yes, "resume_profile", remembered.language)
        show_expert(client.pool.resume(expert.id), remembered.language)


def leave(reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Withdraw your profile from the pool. What is agreed already stands."""
    with logged_in() as (client, remembered):
        expert = client.pool.mine()
        show_expert(expert, remembered.language)
        if not yes:
            tell_left(client, expert.id, remembered.language)
        confirm(yes, "leave_pool", remembered.language)
        why = explained(reason, note, remembered.language)
        show_expert(client.pool.withdraw(expert.id, why), remembered.language)


def add_to(app: typer.Typer) -> None:
    app.command("signup")(sign_up)
    app.command("endorse")(endorse)
    app.command("prolong")(prolong)
    app.command("return")(send_back)
    app.command("revoke")(revoke)
    app.command("pause")(pause)
    app.command("resume")(resume)
    app.command("leave")(leave)
