"""The soft score of matching, version 2: six factors from 0 to 1, each with a published weight.

The score is the share of what the need asks for: what the factors it asks for contribute, of what these can contribute
at most. So scores of different needs can be compared, and a need that asks for little flatters nobody. Everything is
counted in whole ten-thousandths and rounded half up, so that two machines never order differently. No free text and no
protected ground enters.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from services.matching.fit.pairs import SCALE, Pair
from services.matching.fit.states import NeedState
from services.scheme.perspectives import Perspective

VERSION = "2.0"  # a change of anything here, or of the vocabulary's similarities, is a new one


class Factor(StrEnum):
    FIELD = "field"
    MUST_SKILLS = "must_skills"
    NICE_SKILLS = "nice_skills"
    SLACK = "slack"
    LEARNING = "learning"
    PERSPECTIVE = "perspective"


WEIGHTS: Mapping[Factor, int] = {  # per cent
    Factor.FIELD: 40,
    Factor.MUST_SKILLS: 25,
    Factor.NICE_SKILLS: 10,
    Factor.SLACK: 10,
    Factor.LEARNING: 5,
    Factor.PERSPECTIVE: 10,
}


# How far a host may shift each weight for one query, in per cent: the field always counts, and no factor alone decides.
BOUNDS: Mapping[Factor, tuple[int, int]] = {
    Factor.FIELD: (25, 60),
    Factor.MUST_SKILLS: (10, 50),
    Factor.NICE_SKILLS: (0, 30),
    Factor.SLACK: (0, 30),
    Factor.LEARNING: (0, 20),
    Factor.PERSPECTIVE: (0, 30),
}


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One factor as it came out: value and contribution in ten-thousandths, weight in per cent.

    What the need does not ask for contributes nothing.
    """

    factor: Factor
    value: int
    weight: int
    asked: bool

    @property
    def contribution(self) -> int:
        return (self.value * self.weight + 50) // 100 if self.asked else 0

    @property
    def possible(self) -> int:
        """What it contributes at most."""
        return self.weight * SCALE // 100 if self.asked else 0


def field_fit(pair: Pair) -> int:
    """Half for the field that fits best, half for the average over all that are asked: more hits rank higher."""
    fits = [meeting.fit for meeting in pair.meetings]
    asked = len(pair.need.fields)
    return share(max(fits) * asked + sum(fits), of=2 * asked * SCALE) if fits else 0


def must_skills(pair: Pair) -> int:
    return share(len(pair.expert.skills.intersection(pair.need.must_skills)), of=len(pair.need.must_skills))


def nice_skills(pair: Pair) -> int:
    return share(len(pair.expert.skills.intersection(pair.need.nice_skills)), of=len(pair.need.nice_skills))


def slack(pair: Pair) -> int:
    """The share of the days the need could begin on that suit the expert."""
    possible = sum(span.last - span.first + 1 for span in pair.starts)
    return share(possible, of=pair.asked_starts.last - pair.asked_starts.first + 1) if possible else 0


def wanted_learning(pair: Pair) -> int:
    return pair.learnt.fit if pair.learnt is not None else 0


def perspective(pair: Pair) -> int:
    return SCALE if pair.fits_perspective else 0


FACTORS: Mapping[Factor, Callable[[Pair], int]] = {
    Factor.FIELD: field_fit,
    Factor.MUST_SKILLS: must_skills,
    Factor.NICE_SKILLS: nice_skills,
    Factor.SLACK: slack,
    Factor.LEARNING: wanted_learning,
    Factor.PERSPECTIVE: perspective,
}


# what a need can leave open; of fields, days and a wish to learn every need asks
_ASKED: Mapping[Factor, Callable[[NeedState], bool]] = {
    Factor.MUST_SKILLS: lambda need: bool(need.must_skills),
    Factor.NICE_SKILLS: lambda need: bool(need.nice_skills),
    Factor.PERSPECTIVE: lambda need: need.perspective is not Perspective.NEUTRAL,
}


def asks_for(need: NeedState, factor: Factor) -> bool:
    """Whether the need asks for it at all. It depends on the need alone, so within one need it favours nobody."""
    return factor not in _ASKED or _ASKED[factor](need)


def possible_points(need: NeedState, weights: Mapping[Factor, int]) -> int:
    """What the factors that the need asks for contribute at most, added up."""
    return sum(weight * SCALE // 100 for factor, weight in weights.items() if asks_for(need, factor))


def share(part: int, *, of: int) -> int:
    """A part in ten-thousandths, rounded half up; all of nothing is all."""
    return (2 * SCALE * part + of) // (2 * of) if of else SCALE


def measures(pair: Pair, weights: Mapping[Factor, int] = WEIGHTS) -> tuple[Measure, ...]:
    return tuple(
        _measure(factor, measure(pair), weights[factor], asks_for(pair.need, factor))
        for factor, measure in FACTORS.items()
    )


@lru_cache(maxsize=4096)  # few values occur, and making an object takes longer than finding it
def _measure(factor: Factor, value: int, weight: int, asked: bool) -> Measure:
    return Measure(factor=factor, value=value, weight=weight, asked=asked)


def score_from(found: Iterable[Measure]) -> int:
    """0 to 10,000: what the factors contribute, of what they can contribute at most.

    That is 10,000 or less, so whoever has a point more for the same need has a higher score, rounded too.
    """
    found = tuple(found)
    return share(sum(one.contribution for one in found), of=sum(one.possible for one in found))


def score_of(pair: Pair, weights: Mapping[Factor, int] = WEIGHTS) -> int:
    return score_from(measures(pair, weights))


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A pair with its factors, measured once."""

    pair: Pair
    measures: tuple[Measure, ...]

    @classmethod
    def of(cls, pair: Pair, weights: Mapping[Factor, int] = WEIGHTS) -> "Scored":
        return cls(pair=pair, measures=measures(pair, weights))

    @cached_property
    def score(self) -> int:
        return score_from(self.measures)


def shifted(chosen: Mapping[Factor, int]) -> Mapping[Factor, int]:
    """All weights, in per cent, where a host chose some: the others share what is left as they are published.

    Whole per cents by largest remainder, ties in the order of the factors, so that they add up to 100 exactly.
    """
    others = [factor for factor in Factor if factor not in chosen]
    left, published = 100 - sum(chosen.values()), sum(WEIGHTS[factor] for factor in others)
    parts = {factor: divmod(left * WEIGHTS[factor], published) for factor in others}
    missing = left - sum(whole for whole, _ in parts.values())
    rounded_up = sorted(others, key=lambda factor: -parts[factor][1])[:missing]
    return {
        factor: chosen[factor] if factor in chosen else parts[factor][0] + (factor in rounded_up) for factor in Factor
    }


def out_of_bounds(weights: Mapping[Factor, int]) -> tuple[Factor, ...]:
    """The factors that would count for less or more than is published."""
    return tuple(factor for factor, (least, most) in BOUNDS.items() if not least <= weights[factor] <= most)


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """How one answer is scored: the published weights and the need's own perspective, unless a host chose others."""

    weights: Mapping[Factor, int]
    perspective: Perspective | None = None

    def applied_to(self, need: NeedState) -> NeedState:
        return need if self.perspective is None else replace(need, perspective=self.perspective)

    def differs_for(self, need: NeedState) -> bool:
        return self.weights != WEIGHTS or self.applied_to(need).perspective is not need.perspective


PUBLISHED = Scoring(weights=WEIGHTS)
