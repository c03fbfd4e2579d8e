"""Makes the synthetic pool as columns, always the same for a seed: so many experts would take too long one by one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from services.matching.engine.base import base_of
from services.matching.engine.codes import DAY_ZERO, NO_LIMIT, REMOTE, Codes, codes_of
from services.matching.engine.columns import Beside, Columns, Part
from services.matching.engine.experts import Experts, resting
from services.matching.fit.states import Clearance, ExpertState, FieldLevel, NeedState, Period
from services.scheme.bodies import BodyLevel
from services.scheme.perspectives import Perspective
from vocabulary import Concept, Kind, Vocabulary

TOPS, SUBS, SKILLS, HOMES, SECTORS, COUNTIES = 15, 8, 300, 400, 12, 15
TODAY = date(2027, 1, 15)
KINDS = get_args(BodyLevel)
FIELDS = [f"field-{top}-{sub}" for top in range(TOPS) for sub in range(SUBS)]

Numbers = NDArray[Any]


@dataclass(frozen=True)
class Pool:
    """The same experts three times: as the engine has them, as plain columns for the peers, and their ids in order."""

    experts: Experts
    plain: dict[str, Numbers]
    ids: list[str]


def zipf(chance: Generator, kinds: int, count: int) -> Numbers:
    weights = 1 / np.arange(1, kinds + 1)
    return chance.choice(kinds, count, p=weights / weights.sum())


def vocabulary() -> Vocabulary:
    """Fifteen fields with eight sub-fields each."""
    labels = dict.fromkeys(("nb", "nn", "en"), "")
    tops = {f"top-{top}": Concept(id=f"top-{top}", kind=Kind.PROFESSIONAL_FIELD, labels=labels) for top in range(TOPS)}
    subs = {
        field: Concept(id=field, kind=Kind.PROFESSIONAL_FIELD, labels=labels, broader=(f"top-{place // SUBS}",))
        for place, field in enumerate(FIELDS)
    }
    return Vocabulary(version="synthetic", concepts=tops | subs, skills={})


VOCABULARY = vocabulary()


def pool(count: int, *, seed: int = 1, with_states: bool = False) -> Pool:
    """A pool of so many experts; `with_states` adds the states they would have come from, which takes longer."""
    chance = np.random.default_rng(seed)
    first = chance.integers(0, 500, count) + TODAY.toordinal() - DAY_ZERO - 60
    skills, lists = np.zeros((count, SKILLS // 64 + 1), np.uint64), []
    for _ in range(8):
        held = zipf(chance, SKILLS, count)
        lists.append(held)
        skills[np.arange(count), held // 64] |= np.uint64(1) << (held % 64).astype(np.uint64)
    plain: dict[str, Numbers] = {
        "field": zipf(chance, TOPS, count) * SUBS + zipf(chance, SUBS, count),
        "grade": chance.integers(1, 4, count),
        "first": first,
        "last": first + chance.integers(60, 300, count),
        "until": first + chance.integers(100, 700, count),
        "home": chance.integers(1, HOMES + 1, count),
        "languages": 1 + 2 * chance.integers(0, 2, count),
        "percentage": chance.choice([20, 40, 50, 60, 80, 100], count),
        "max_percentage": chance.choice([50, 80, 100], count, p=[0.1, 0.2, 0.7]),
        "max_months": chance.choice([2, 3, NO_LIMIT], count),
        "county": chance.integers(1, COUNTIES + 1, count),
        "sector": chance.integers(1, SECTORS + 1, count),
        "level": chance.integers(1, 5, count),
        "remote": (chance.random(count) < 0.25).astype(int),
        **{f"skills_{word}": skills[:, word] for word in range(skills.shape[1])},
    }
    ids = [str(UUID(int=place)) for place in range(count)]
    states = np.full(count, b"{}", object)
    if with_states:
        states[:] = list(_states(plain, np.stack(lists, axis=1), ids))
    return Pool(_experts(plain, skills, states), plain, ids)


def _states(plain: dict[str, Numbers], skills: Numbers, ids: list[str]) -> Iterator[bytes]:
    """The experts as pool publishes them."""
    columns = {name: values.tolist() for name, values in plain.items()}
    for place, key in enumerate(ids):
        one = {name: values[place] for name, values in columns.items()}
        limits = {name: None if one[name] == NO_LIMIT else one[name] for name in ("max_months", "max_percentage")}
        state = {
            "id": key,
            "person": "",
            "home": f"home-{one['home']}",
            "sector": f"sector-{one['sector']}",
            "level": KINDS[one["level"] - 1],
            "state": "available",
            "fields": [{"field": FIELDS[one["field"]], "level": one["grade"]}],
            "skills": [f"skill-{skill}" for skill in sorted(set(skills[place].tolist()))],
            "languages": ["nb", "en"] if one["languages"] & 2 else ["nb"],
            "windows": [{"start": _day(one["first"]), "end": _day(one["last"])}],
            "busy": [],
            "percentage": one["percentage"],
            "county": f"county-{one['county']}",
            "remote": bool(one["remote"]),
            "clearance": "none",
            "learning": [],
            "endorsed_until": _day(one["until"]),
            **limits,
        }
        yield json.dumps(state, separators=(",", ":")).encode()


def _day(number: int) -> str:
    return date.fromordinal(number + DAY_ZERO).isoformat()


def _experts(plain: dict[str, Numbers], skills: Numbers, states: Numbers) -> Experts:
    codes, count = _codes(), len(skills)
    narrow = {name: plain[name].astype(np.uint16) for name in ("first", "last", "until", "home")}
    bytes_ = ("percentage", "max_percentage", "max_months", "county", "sector", "level")
    narrow |= {name: plain[name].astype(np.uint8) for name in bytes_}
    narrow["languages"] = plain["languages"].astype(np.uint32)
    columns = Columns(**narrow, flags=(plain["remote"] * REMOTE).astype(np.uint8), skills=skills)
    groups = (plain["field"] * 3 + plain["grade"] - 1).astype(np.int32)
    none = Beside(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint16))
    fields = [((field, grade),) for field in range(len(FIELDS)) for grade in (1, 2, 3)]
    part = Part(columns=columns, groups=groups, spans=none, learning=none)
    low = np.arange(count, dtype=np.uint64)
    return resting(base_of(part, fields, high=np.zeros(count, np.uint64), low=low, states=states), codes)


def _codes() -> Codes:
    lists = {
        "fields": FIELDS,
        "languages": ["no", "en"],
        "homes": [f"home-{home}" for home in range(1, HOMES + 1)],
        "counties": [f"county-{county}" for county in range(1, COUNTIES + 1)],
        "sectors": [f"sector-{sector}" for sector in range(1, SECTORS + 1)],
        "levels": KINDS,
    }
    return codes_of(lists, skills=[f"skill-{skill}" for skill in range(SKILLS)])


SOMEBODY = ExpertState(
    id=str(UUID(int=0)),
    person="",
    home="home-1",
    sector=None,
    level=None,
    paused=False,
    fields=(FieldLevel(field=FIELDS[0], level=2),),
    skills=frozenset({"skill-1", "skill-2"}),
    languages=frozenset({"nb", "en"}),
    windows=(Period(start=TODAY, end=TODAY + timedelta(200)),),
    busy=(),
    percentage=100,
    county="county-1",
    remote=True,
    clearance=Clearance.NONE,
    learning=(),
    endorsed_until=TODAY + timedelta(400),
    max_months=None,
    max_percentage=None,
)


def needs(count: int, *, seed: int = 2) -> list[NeedState]:
    """About one expert in five hundred may be suggested for each."""
    chance = np.random.default_rng(seed)
    fields = zipf(chance, TOPS, count) * SUBS + zipf(chance, SUBS, count)
    return [_need(chance, number, FIELDS[field]) for number, field in enumerate(fields)]


def _need(chance: Generator, number: int, field: str) -> NeedState:
    begins = TODAY + timedelta(int(chance.integers(30, 200)))
    skills = [f"skill-{skill}" for skill in dict.fromkeys(zipf(chance, SKILLS, 6).tolist())]
    return NeedState(
        id=str(UUID(int=number)),
        host=f"home-{chance.integers(1, HOMES + 1)}",
        sector="sector-1",
        level="state",
        state="open",
        fields=(FieldLevel(field=field, level=int(chance.integers(1, 4))),),
        must_skills=tuple(skills[:3]),
        nice_skills=tuple(skills[3:]),
        languages=("nb", "en"),
        earliest_start=begins,
        latest_start=begins + timedelta(30),
        months=int(chance.integers(2, 4)),
        percentage=80,
        county=f"county-{chance.integers(1, COUNTIES + 1)}",
        remote=False,
        places=1,
        filled=0,
        clearance=Clearance.NONE,
        perspective=Perspective.NEUTRAL,
    )
