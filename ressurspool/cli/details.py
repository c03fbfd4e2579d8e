"""Prints profiles and needs in full: as they are, and as they would be sent."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.markup import escape
from rich.table import Table

from ressurspool.cli.codes import PERSPECTIVE, named
from ressurspool.cli.output import show_expert, show_need
from ressurspool.cli.shell import out
from ressurspool.cli.texts import say
from ressurspool.client import Client
from ressurspool.client.needs import Need, NeedDraft
from ressurspool.client.pool import Endorsement, EndorsementDraft, Expert, Profile
from ressurspool.client.words import FieldLevel, FieldShown

WIDE = 72  # columns of a value: longer ones are broken into lines


def show_profile(expert: Expert, language: str) -> None:
    """Print a profile, as far as one may see it."""
    show_expert(expert)
    endorsed = expert.endorsement and _limits(expert.endorsement, language)
    _print({**_rows_of_profile(expert, language), "endorsed": endorsed}, language)


def show_new_limits(limits: EndorsementDraft, language: str) -> None:
    """Print the limits of an endorsement that is not given yet."""
    out.print(f"{say('column_endorsed', language)}: {_limits(limits, language)}")


def _limits(limits: Endorsement | EndorsementDraft, language: str) -> str:
    months = f"{limits.max_months} {say('column_months', language).lower()}"
    return f"{limits.valid_until} · {months} · {limits.max_percentage} %"


def show_new_profile(profile: Profile, language: str) -> None:
    """Print a profile that is not sent yet."""
    out.print(f"[bold]{escape(profile.title)}[/]")
    _print(_rows_of_profile(profile, language), language)


def show_whole_need(client: Client, need: Need, language: str) -> None:
    """Print a need, and whose it is."""
    show_need(need)
    body = client.auth.organisation(need.host_org).names.get(language, need.host_org)
    _print({"body": body, **_rows_of_need(need, language)}, language)


def show_new_need(need: NeedDraft, language: str) -> None:
    """Print a need that is not sent yet."""
    out.print(f"[bold]{escape(need.title)}[/]")
    _print(_rows_of_need(need, language), language)


def _rows_of_profile(profile: Expert | Profile, language: str) -> dict[str, Any]:
    return {
        "name": profile.name,
        "fields": _fields(profile.fields),
        "skills": profile.skills,
        "languages": profile.languages,
        "wanted_learning": profile.wanted_learning,
        "windows": [f"{window.start} – {window.end}" for window in profile.windows],
        "percentage": profile.percentage,
        "county": profile.county,
        "remote": _yes(profile.remote, language),
        "about": profile.about,
        "named": _yes(profile.named, language),
        "alerts": _yes(profile.alerts, language),
    }


def _rows_of_need(need: Need | NeedDraft, language: str) -> dict[str, Any]:
    return {
        "description": need.description,
        "fields": _fields(need.fields),
        "must_skills": need.must_skills,
        "nice_skills": need.nice_skills,
        "languages": need.languages,
        "starts": f"{need.earliest_start} – {need.latest_start}",
        "months": need.months,
        "percentage": need.percentage,
        "county": need.county,
        "municipality": need.municipality,
        "remote": _yes(need.remote, language),
        "places": need.places,
        "perspective": named(PERSPECTIVE, need.perspective),
    }


def _fields(fields: Iterable[FieldLevel | FieldShown]) -> list[str]:
    return [f"{one.field}:{one.level}" for one in fields]


def _yes(told: bool | None, language: str) -> str | None:
    return say("yes", language) if told else None


def _print(rows: Mapping[str, Any], language: str) -> None:
    """Print what there is to say, a row for each."""
    table = Table(show_header=False)
    table.add_column()
    table.add_column(max_width=WIDE)
    for name, value in rows.items():
        if value not in (None, "", []):
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            table.add_row(say(f"column_{name}", language), escape(shown))
    out.print(table)
