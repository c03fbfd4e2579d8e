"""Parses the arguments that several commands take: days, fields with their levels, terms."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from ressurspool.client.cases import Terms
from ressurspool.client.lists import Order
from ressurspool.client.words import FieldLevel

DAY = ["%Y-%m-%d"]


def field_levels(typed: list[str]) -> list[FieldLevel]:
    """Parse fields with levels: `service-design:2` is service-design at level 2, which is also the default level."""
    return [_field_level(one) for one in typed]


def _field_level(typed: str) -> FieldLevel:
    field, _, level = typed.partition(":")
    if level and level not in {"1", "2", "3"}:
        raise typer.BadParameter(f"{typed}: the level is 1, 2 or 3.")
    return FieldLevel(field=field, level=int(level or 2))


Fields = Annotated[list[str], typer.Option("--field", help="A professional field with a level 1-3: service-design:2")]
Skills = Annotated[list[str] | None, typer.Option("--skill", help="A skill; repeat for more")]
Languages = Annotated[list[str] | None, typer.Option("--spoken", help="A language spoken: nb, nn, en, se …")]
Percentage = Annotated[int, typer.Option(help="Of full time")]
County = Annotated[str | None, typer.Option(help="Such as akershus")]
Remote = Annotated[bool, typer.Option(help="Can be done, or is wanted, from elsewhere")]
States = Annotated[list[str] | None, typer.Option("--state", help="In this state; repeat for more")]
OfNeed = Annotated[str | None, typer.Option("--need", help="About this need")]
From = Annotated[datetime | None, typer.Option("--from", formats=DAY, help="That last until this day at least")]
To = Annotated[datetime | None, typer.Option("--to", formats=DAY, help="That have begun by this day")]
ListOrder = Annotated[Order | None, typer.Option("--order", help="Of the list: `soonest` goes by the first day")]
Start = Annotated[datetime, typer.Option(formats=DAY, help="First day")]
End = Annotated[datetime, typer.Option(formats=DAY, help="Last day, included")]
NewStart = Annotated[datetime | None, typer.Option("--start", formats=DAY, help="First day")]
NewEnd = Annotated[datetime | None, typer.Option("--end", formats=DAY, help="Last day, included")]
NewPercentage = Annotated[int | None, typer.Option("--percentage", help="Of full time")]
NewPlace = Annotated[str | None, typer.Option("--place", help="Where the work is done")]
NewTasks = Annotated[str | None, typer.Option("--tasks", help="What is to be done")]
PlacementId = Annotated[str, typer.Argument(help="As `accept` shows it")]
Place = Annotated[str, typer.Option(help="Where the work is done")]
Tasks = Annotated[str, typer.Option(help="What is to be done")]


def terms_of(start: datetime, end: datetime, percentage: int, place: str, tasks: str) -> Terms:
    return Terms(start=day(start), end=day(end), percentage=percentage, place=place, tasks=tasks)


def changed_terms(
    start: datetime | None,
    end: datetime | None,
    percentage: int | None,
    place: str | None = None,
    tasks: str | None = None,
) -> dict[str, Any]:
    """What is to be otherwise, by its name in the terms."""
    asked: dict[str, Any] = {"start": start and day(start), "end": end and day(end), "percentage": percentage}
    asked |= {"place": place, "tasks": tasks}
    return {name: value for name, value in asked.items() if value is not None}


def day(typed: datetime) -> date:
    return typed.date()
