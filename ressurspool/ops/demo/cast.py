"""Reads who takes part in the demonstration, and sets their days from today on."""

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
    """A need of a real public body, made up after the report's areas."""

    title: str
    orgnr: str
    table: dict[str, Any]

    def new_need(self, today: date) -> NewNeed:
        told = {name: value for name, value in self.table.items() if name not in {"orgnr", "starts"}}
        earliest, latest = (today + timedelta(days=days) for days in self.table["starts"])
        changed = {
            "description": MARK + self.table["description"],
            "fields": _fields(self.table["fields"]),
            "earliest_start": earliest,
            "latest_start": latest,
            "publish": True,
        }
        return NewNeed(**told | changed)


def experts() -> list[CastExpert]:
    """Everybody; the first is the one the story follows."""
    with (DATA / "experts.csv").open(encoding="utf-8", newline="") as file:
        return [CastExpert(title=row["title"], orgnr=row["orgnr"], row=row) for row in csv.DictReader(file)]


def needs() -> list[CastNeed]:
    """All needs; the first is the one the story follows."""
    tables = tomllib.loads((DATA / "needs.toml").read_text(encoding="utf-8"))["needs"]
    return [CastNeed(title=table["title"], orgnr=table["orgnr"], table=table) for table in tables]


def _fields(written: list[str]) -> list[FieldLevel]:
    pairs = [one.split(":") for one in written]
    return [FieldLevel(field=field, level=int(level)) for field, level in pairs]
