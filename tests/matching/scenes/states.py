"""States as the feeds send them, valid by default, and pairs that fit by default."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, ParamSpec
from uuid import UUID

from services.kit import clock
from services.matching.engine.index import Index
from services.matching.fit.pairs import Pair
from services.matching.fit.states import ExpertState, NeedState
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN
from vocabulary import load

TODAY = date(2027, 1, 15)
NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)
PERSON = "6f0c2f0e-6a57-4f0c-9a3a-0d5c2f6f1a10"

State = dict[str, Any]
P = ParamSpec("P")


def an_id(n: int) -> str:
    return str(UUID(int=n))


def expert_json(n: int = 1, **changes: Any) -> State:
    """A service designer at Husbanken who is free all year."""
    state = {
        "id": an_id(n),
        "person": PERSON,
        "home": HUSBANKEN,
        "sector": "housing",
        "level": "state",
        "state": "available",
        "fields": [{"field": "service-design", "level": 3}],
        "skills": ["user-interviews", "prototyping"],
        "languages": ["nb"],
        "windows": [{"start": "2027-01-01", "end": "2027-12-31"}],
        "busy": [],
        "percentage": 100,
        "county": "akershus",
        "remote": False,
        "clearance": "none",
        "learning": [],
        "endorsed_until": "2028-06-30",
        "max_months": 3,
        "max_percentage": 100,
        "paused_until": None,
        "alerts": False,
        "lending_cap": None,
    }
    return {**state, **changes}


def need_json(n: int = 1001, **changes: Any) -> State:
    """Bærum borrows a service designer for two months, from some day in March."""
    state = {
        "id": an_id(n),
        "host": BAERUM,
        "sector": "municipality",
        "level": "municipal",
        "state": "open",
        "fields": [{"field": "service-design", "level": 2}],
        "must_skills": [],
        "nice_skills": [],
        "languages": ["nb"],
        "earliest_start": "2027-03-01",
        "latest_start": "2027-03-31",
        "months": 2,
        "percentage": 100,
        "county": "akershus",
        "remote": False,
        "places": 1,
        "filled": 0,
        "clearance": "none",
        "perspective": "neutral",
    }
    return {**state, **changes}


def an_expert(n: int = 1, **changes: Any) -> ExpertState:
    return ExpertState.of(expert_json(n, **changes))


def a_need(n: int = 1001, **changes: Any) -> NeedState:
    return NeedState.of(need_json(n, **changes))


def a_pair(*, expert: State | None = None, need: State | None = None, on: date = TODAY) -> Pair:
    """The default expert and need with these changes."""
    return Pair(expert=an_expert(**(expert or {})), need=a_need(**(need or {})), on=on, vocabulary=load())


def a_window(start: str, end: str) -> dict[str, str]:
    return {"start": start, "end": end}


def made_at_noon(caller: Callable[P, dict[str, str]]) -> Callable[P, dict[str, str]]:
    """The same kind of caller, with a token that is good on the day these states are made for."""

    def made(*args: P.args, **kwargs: P.kwargs) -> dict[str, str]:
        with clock.stopped_at(NOON):
            return caller(*args, **kwargs)

    return made


def filled(api: Api, *, experts: list[State], needs: list[State]) -> None:
    """Put these into the application's index, as if followed to the head."""
    index: Index = api.app.state.index
    index.experts.apply([(one["id"], one) for one in experts], position=f"a.{len(experts)}", head=len(experts))
    index.needs.apply([(one["id"], one) for one in needs], position=f"b.{len(needs)}", head=len(needs))


def added_up(factors: list[State]) -> int:
    """The score that anybody can add up: what contributes, of the weights of what is asked for."""
    worth, asked = (sum(one[name] for one in factors if one["asked"]) for name in ("contribution", "weight"))
    return int(worth / asked + 0.5)


def outcomes(api: Api, path: str, caller: dict[str, str]) -> dict[str, tuple[int | None, int | None]]:
    """What a list of candidates says of each condition: how many it keeps out, and how many alone."""
    answer = api.get(f"{path}?include=conditions", caller)
    assert answer.status_code == 200, answer.text
    found = answer.json()["counts"]["conditions"]
    return {one["condition"]: (one["excludes"], one["more_without"]) for one in found}
