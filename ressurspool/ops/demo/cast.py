"""The cast of the demonstration: experts and needs from files, with days counted from today."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ressurspool.client.needs import NewNeed
from ressurspool.client.pool import SignUp
from ressurspool.client.words import FieldLevel, Period

DATA = Path(__file__).resolve().parents[1] / "data"
MARK = "Illustrasjon, ikke et virkelig behov. "


@dataclass(frozen=True, kw_only=True)
class CastExpert:
    """An expert, named by role."""

    title: str
    orgnr: str
    row: dict[str, str]

    def sign_up(self, name: str, today: date) -> SignUp:
        """The request by which the expert signs up."""
        row = self.row
        opens, closes = (today + timedelta(days=int(row[day])) for day in ("opens", "closes"))
        return SignUp(
            name=name,
            title=self.title,
            fields=_fields(row["fields"].split()),
            windows=[Period(start=opens, end=closes)],
            percentage=int(row["percentage"]),
            skills=row["skills"].split(),
            languages=row["languages"].split(),
            wanted_learning=row["wanted_learning"].split(),
            county=row["county"],
            remote=row["remote"] == "yes",
            submit=True,
        )


@dataclass(frozen=True, kw_only=True)
class CastNeed:
    """A need at a real public body, invented from the areas in the report."""

    title: str
    orgnr: str
    table: dict[str, Any]

    def new_need(self, today: date) -> NewNeed:
        """The request that posts and publishes the need."""
        given = {name: value for name, value in self.table.items() if name not in {"orgnr", "starts"}}
        earliest, latest = (today + timedelta(days=days) for days in self.table["starts"])
        changed = {
            "description": MARK + self.table["description"],
            "fields": _fields(self.table["fields"]),
            "earliest_start": earliest,
            "latest_start": latest,
            "publish": True,
        }
        return NewNeed(**given | changed)

    def shares_a_field_with(self, expert: CastExpert) -> bool:
        sought = {field.field for field in _fields(self.table["fields"])}
        return bool(sought & {field.field for field in _fields(expert.row["fields"].split())})


def experts() -> list[CastExpert]:
    """All experts; the story follows the first."""
    with (DATA / "experts.csv").open(encoding="utf-8", newline="") as file:
        return [CastExpert(title=row["title"], orgnr=row["orgnr"], row=row) for row in csv.DictReader(file)]


def needs() -> list[CastNeed]:
    """All needs; the story follows the first."""
    tables = tomllib.loads((DATA / "needs.toml").read_text(encoding="utf-8"))["needs"]
    return [CastNeed(title=table["title"], orgnr=table["orgnr"], table=table) for table in tables]


def _fields(written: list[str]) -> list[FieldLevel]:
    pairs = [one.split(":") for one in written]
    return [FieldLevel(field=field, level=int(level)) for field, level in pairs]
