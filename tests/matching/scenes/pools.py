"""Random pools: experts and needs of every kind that the columns can and cannot hold, always the same for a seed."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from services.matching.engine.experts import Experts
from services.matching.fit.scoring import BOUNDS, WEIGHTS, Factor, shifted
from services.matching.fit.states import ExpertState, NeedState
from tests.matching.scenes.states import State, a_window, an_id, expert_json, need_json
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL
from vocabulary import Vocabulary, load

POOL_SIZE = 40
FIELDS = [*sorted(load().concepts)[:12], "service-design", "user-research", "left-the-vocabulary"]
SKILLS = [*sorted(load().skills)[:8], "left-the-vocabulary"]
HOMES = [BAERUM, HUSBANKEN, LANEKASSEN, TOLL]
SECTORS = ["housing", "education", "", None]
KINDS = ["state", "municipal", None]
COUNTIES = ["akershus", "troms", None]
LANGUAGES = ["nb", "nn", "en", "se"]
CLEARANCES = ["none", "none", "restricted", "secret"]


def _deep() -> Vocabulary:
    """The same fields in four levels, with several parents and links, so that every similarity there is occurs."""
    chance, ids = Random(3), [field for field in FIELDS if field in load().concepts]
    concepts = {}
    for place, field in enumerate(ids):
        parents = chance.sample(ids[:place], min(place, chance.choice([0, 1, 1, 1, 2])))
        known = load().concepts[field]
        concepts[field] = replace(known, broader=tuple(parents), related=tuple(chance.sample(ids, place % 2)))
    return Vocabulary(version="deep", concepts=concepts, skills=load().skills)


DEEP = _deep()


def a_day(chance: Random) -> str:
    return f"2027-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def some_window(chance: Random) -> dict[str, str]:
    if chance.random() < 0.02:
        return a_window(chance.choice(["1900-01-01", "2027-02-01"]), "9999-12-31")
    first, last = sorted([a_day(chance), a_day(chance)])
    return a_window(first, last)


def some_expert(chance: Random, n: int) -> State:
    """A random expert. About one in a hundred has something that only the reference can judge."""
    odd = chance.random() < 0.01
    return expert_json(
        n,
        home=chance.choice(HOMES),
        sector=chance.choice(SECTORS),
        level=chance.choice(KINDS),
        state=chance.choice(["available", "available", "available", "paused"]),
        fields=[{"field": one, "level": chance.randint(1, 3)} for one in chance.sample(FIELDS, chance.randint(1, 3))],
        skills=chance.sample(SKILLS, chance.randint(0, 5)),
        languages=chance.sample(LANGUAGES, chance.randint(1, 3)),
        windows=[some_window(chance) for _ in range(chance.choice([1, 1, 2, 3]))],
        busy=[some_window(chance) for _ in range(chance.choice([0, 0, 0, 1, 2]))],
        percentage=-5 if odd else chance.choice([20, 50, 80, 100, 400]),
        county=chance.choice(COUNTIES),
        remote=chance.random() < 0.5,
        clearance=chance.choice(CLEARANCES),
        learning=chance.sample(FIELDS, chance.choice([0, 0, 1, 2])),
        endorsed_until=chance.choice([None, "1999-01-01", "2027-04-30", "2027-12-31", "2400-01-01"]),
        max_months=chance.choice([1, 2, 3, 3, None, 900]),
        max_percentage=chance.choice([50, 100, 100, None]),
        alerts=chance.random() < 0.3,
        further_bodies=chance.sample([*HOMES, "000000000"], chance.choice([0] * 8 + [1, 2])),
    )


def some_need(chance: Random, n: int) -> NeedState:
    first, last = sorted([a_day(chance), a_day(chance)])
    if chance.random() < 0.03:
        first, last = last, first  # contradictory: nobody can begin
    if chance.random() < 0.02:
        last = "2199-01-01"  # more days than the columns are made for
    return NeedState.of(
        need_json(
            n,
            host=chance.choice([*HOMES, "000000000"]),
            sector=chance.choice([*SECTORS, "unheard-of"]),
            level=chance.choice([*KINDS, "unheard-of"]),
            state="on_hold" if chance.random() < 0.05 else "open",
            fields=[
                {"field": one, "level": chance.randint(1, 3)} for one in chance.sample(FIELDS, chance.randint(1, 4))
            ],
            must_skills=chance.sample([*SKILLS, "unheard-of"], chance.randint(0, 4)),
            nice_skills=chance.sample(SKILLS, chance.randint(0, 3)),
            languages=chance.sample([*LANGUAGES, "fr"], chance.choice([0, 1, 1, 1, 2])),
            earliest_start=first,
            latest_start=last,
            months=chance.choice([1, 2, 3]),
            percentage=chance.choice([20, 50, 100]),
            county=chance.choice([*COUNTIES, "unheard-of"]),
            remote=chance.random() < 0.6,
            clearance=chance.choice(CLEARANCES),
            perspective=chance.choice(["neutral", "other_sector", "peer"]),
        )
    )


def some_weights(chance: Random) -> Mapping[Factor, int]:
    """The published weights every other time, otherwise what a host might choose."""
    if chance.random() < 0.5:
        return WEIGHTS
    factor = chance.choice(list(Factor))
    return shifted({factor: chance.randint(*BOUNDS[factor])})


def put(experts: Experts, states: list[State]) -> Experts:
    return experts.changed((one["id"], ExpertState.of(one), one) for one in states)


def taken(experts: Experts, numbers: list[int]) -> Experts:
    return experts.changed((an_id(n), None, None) for n in numbers)


def lived_through(chance: Random) -> tuple[Experts, dict[str, ExpertState]]:
    """A pool that was merged at some time and changed before and since, and what it has to hold."""
    states = {n: some_expert(chance, n) for n in range(1, POOL_SIZE + 1)}
    experts = put(Experts.none(), [states[n] for n in range(1, chance.randint(2, POOL_SIZE))]).merged()
    for n in chance.sample(range(1, POOL_SIZE + 1), POOL_SIZE // 2):
        states[n] = some_expert(chance, n)
        experts = put(experts, [states[n]])
    experts = put(experts, [state for n, state in states.items() if an_id(n) not in experts])
    gone = chance.sample(range(1, POOL_SIZE + 1), 6)
    kept = {an_id(n): ExpertState.of(state) for n, state in states.items() if n not in gone}
    return taken(experts, gone), kept
