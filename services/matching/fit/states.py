"""The states of experts and needs as pool and needs publish them on their feeds: codes and pseudonymous ids only."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from services.matching.fit.days import Span, free_days
from services.matching.fit.digests import digest_of
from services.scheme.levels import LEVELS
from services.scheme.perspectives import Perspective


class Clearance(StrEnum):
    """Security clearances, the lowest first."""

    NONE = "none"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 -- a level of clearance

    def covers(self, asked: "Clearance") -> bool:
        order = list(Clearance)
        return order.index(self) >= order.index(asked)


@dataclass(frozen=True, kw_only=True)
class FieldLevel:
    """A professional field, and the level of skill in it."""

    field: str
    level: int


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days, both ends included."""

    start: date
    end: date

    @property
    def span(self) -> Span:
        return Span(self.start.toordinal(), self.end.toordinal())

    def coded(self) -> dict[str, str]:
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


@dataclass(frozen=True, kw_only=True)
class ExpertState:
    """An endorsed expert as pool publishes it; `level` is the kind of the home agency.

    `further_bodies` are those beside the home agency that the expert belongs to. Few experts have any.
    """

    id: str
    person: str
    home: str
    sector: str | None
    level: str | None
    paused: bool
    fields: tuple[FieldLevel, ...]
    skills: frozenset[str]
    languages: frozenset[str]
    windows: tuple[Period, ...]
    busy: tuple[Period, ...]
    percentage: int
    county: str | None
    remote: bool
    clearance: Clearance
    learning: tuple[str, ...]
    endorsed_until: date | None
    max_months: int | None
    max_percentage: int | None
    paused_until: date | None = None
    alerts: bool = False
    lending_cap: int | None = None
    further_bodies: frozenset[str] = frozenset()

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> "ExpertState":
        """Raises KeyError, TypeError or ValueError where `state` has another form."""
        return cls(
            id=str(UUID(state["id"])),
            person=str(state["person"]),
            home=str(state["home"]),
            sector=state.get("sector"),
            level=state.get("level"),
            paused=state["state"] != "available",
            fields=_fields(state["fields"]),
            skills=frozenset(state["skills"]),
            languages=frozenset(state["languages"]),
            windows=_periods(state["windows"]),
            busy=_periods(state["busy"]),
            percentage=int(state["percentage"]),
            county=state["county"],
            remote=bool(state["remote"]),
            clearance=Clearance(state["clearance"]),
            learning=_distinct(state["learning"]),
            endorsed_until=_day(state["endorsed_until"]),
            max_months=_number(state["max_months"]),
            max_percentage=_number(state["max_percentage"]),
            paused_until=_day(state.get("paused_until")),
            alerts=bool(state.get("alerts")),
            lending_cap=_number(state.get("lending_cap")),
            further_bodies=frozenset(map(str, state.get("further_bodies", ()))),  # absent in older states
        )

    def indexed(self) -> dict[str, Any]:
        """Everything the index knows about the expert, to be compared with what the pool has."""
        return self.coded() | {"person": self.person, "alerts": self.alerts, "lending_cap": self.lending_cap}

    def coded(self) -> dict[str, Any]:
        """The state as JSON, for the log of suggestions: codes, and not who the person is. `of` reads it again."""
        return {
            "id": self.id,
            "person": "",
            "home": self.home,
            "further_bodies": sorted(self.further_bodies),
            "sector": self.sector,
            "level": self.level,
            "state": "paused" if self.paused else "available",
            "fields": [asdict(field) for field in self.fields],
            "skills": sorted(self.skills),
            "languages": sorted(self.languages),
            "windows": [period.coded() for period in self.windows],
            "busy": [period.coded() for period in self.busy],
            "percentage": self.percentage,
            "county": self.county,
            "remote": self.remote,
            "clearance": str(self.clearance),
            "learning": list(self.learning),
            "endorsed_until": _iso(self.endorsed_until),
            "max_months": self.max_months,
            "max_percentage": self.max_percentage,
            "paused_until": _iso(self.paused_until),
        }

    @cached_property
    def digest(self) -> str:
        """Of the state as the log of suggestions keeps it."""
        return digest_of(self.coded())

    def belongs_to(self, orgnr: str) -> bool:
        """True for a body that cannot borrow them: the home agency, and each other one they belong to."""
        return orgnr == self.home or orgnr in self.further_bodies

    @cached_property
    def free(self) -> tuple[Span, ...]:
        """The days of the windows that no placement takes."""
        return free_days((period.span for period in self.windows), (period.span for period in self.busy))


@dataclass(frozen=True, kw_only=True)
class NeedState:
    """A published need as needs publishes it; `level` is the kind of the host."""

    id: str
    host: str
    sector: str | None
    level: str | None
    state: str
    fields: tuple[FieldLevel, ...]
    must_skills: tuple[str, ...]
    nice_skills: tuple[str, ...]
    languages: tuple[str, ...]
    earliest_start: date
    latest_start: date
    months: int
    percentage: int
    county: str | None
    remote: bool
    places: int
    filled: int
    clearance: Clearance
    perspective: Perspective

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> "NeedState":
        """Raises KeyError, TypeError or ValueError where `state` has another form."""
        return cls(
            id=str(UUID(state["id"])),
            host=str(state["host"]),
            sector=state.get("sector"),
            level=state.get("level"),
            state=str(state["state"]),
            fields=_fields(state["fields"]),
            must_skills=_distinct(state["must_skills"]),
            nice_skills=_distinct(state["nice_skills"]),
            languages=_distinct(state["languages"]),
            earliest_start=date.fromisoformat(state["earliest_start"]),
            latest_start=date.fromisoformat(state["latest_start"]),
            months=int(state["months"]),
            percentage=int(state["percentage"]),
            county=state["county"],
            remote=bool(state["remote"]),
            places=int(state["places"]),
            filled=int(state["filled"]),
            clearance=Clearance(state["clearance"]),
            perspective=Perspective(state["perspective"]),
        )

    def coded(self) -> dict[str, Any]:
        """The state as JSON, for the log of suggestions. `of` reads it again."""
        return asdict(self) | {
            "earliest_start": self.earliest_start.isoformat(),
            "latest_start": self.latest_start.isoformat(),
        }

    @cached_property
    def digest(self) -> str:
        """Of the state as the log of suggestions keeps it."""
        return digest_of(self.coded())


def _fields(listed: Iterable[Mapping[str, Any]]) -> tuple[FieldLevel, ...]:
    fields = tuple(FieldLevel(field=str(each["field"]), level=int(each["level"])) for each in listed)
    if not all(1 <= field.level <= LEVELS for field in fields):
        raise ValueError("level")
    return fields


def _distinct(listed: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(listed))


def _periods(listed: Iterable[Mapping[str, str]]) -> tuple[Period, ...]:
    return tuple(
        Period(start=date.fromisoformat(each["start"]), end=date.fromisoformat(each["end"])) for each in listed
    )


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _number(value: int | None) -> int | None:
    return None if value is None else int(value)
