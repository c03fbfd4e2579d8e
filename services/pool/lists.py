"""What the lists of experts are asked for, and the terms by which they find them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.kit.lists import Asked
from services.pool.domain import State
from vocabulary.words import words_in


def field_term(code: str) -> str:
    return f"field:{code}"


def skill_term(code: str) -> str:
    return f"skill:{code}"


def language_term(code: str) -> str:
    return f"language:{code}"


def county_term(code: str) -> str:
    return f"county:{code}"


def remote_term(*, remote: bool) -> str:
    return f"remote:{str(remote).lower()}"


def level_term(code: str) -> str:
    return f"level:{code}"


def sector_term(code: str) -> str:
    return f"sector:{code}"


def own_field_term(code: str) -> str:
    """For the home agency's list, which has profiles in every state."""
    return f"own-field:{code}"


def own_skill_term(code: str) -> str:
    return f"own-skill:{code}"


def word_term(word: str) -> str:
    return f"word:{word}"


def is_of_available(term: str) -> bool:
    """Whether it is the term that each available expert has, and nobody else."""
    return term.startswith("remote:")


def terms_of(expert: Mapping[str, Any], *, level: str | None, sector: str | None) -> set[str]:
    """All that an expert is found by. Others find who is available, by no level or sector that they are not shown."""
    own = {own_field_term(one["field"]) for one in expert["fields"]} | {own_skill_term(one) for one in expert["skills"]}
    own |= {word_term(word) for word in words_in(expert["title"])}
    return own | set(_public_terms(expert, level, sector)) if expert["state"] == State.AVAILABLE else own


def _public_terms(expert: Mapping[str, Any], level: str | None, sector: str | None) -> Iterator[str]:
    yield from (field_term(one["field"]) for one in expert["fields"])
    yield from (skill_term(one) for one in expert["skills"])
    yield from (language_term(one) for one in expert["languages"])
    yield remote_term(remote=expert["remote"])
    if expert["county"] is not None:
        yield county_term(expert["county"])
    if level is not None and sector is not None:
        yield level_term(level)
        yield sector_term(sector)


def whole_months(start: date, end: date) -> int:
    """How many months there are from the first day to the last, both included."""
    after = end + timedelta(days=1) if end < date.max else end
    months = (after.year - start.year) * 12 + after.month - start.month
    return months - 1 if after.day < start.day else months


Group = tuple[str, ...]  # terms of which one is enough


@dataclass(frozen=True, kw_only=True)
class Browsed:
    """Which experts a requester asks for. Each group of terms has to hold; the first one finds them."""

    groups: tuple[Group, ...] = ()
    county: str | None = None
    percentage: int | None = None
    months: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class WordGroup:
    """Terms of which one is enough, or one that begins so."""

    terms: Group = ()
    prefix: str | None = None


@dataclass(frozen=True, kw_only=True)
class AtHome(Asked):
    """Which of its own profiles a body asks for."""

    states: frozenset[str] | None = None
    groups: tuple[WordGroup, ...] = ()
