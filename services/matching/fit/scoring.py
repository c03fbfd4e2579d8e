"""The soft score of matching, version 1: six factors from 0 to 1, each with a published weight.

Everything is counted in whole ten-thousandths, and each factor is rounded half up. So the contributions add up to the
score exactly, and two machines never order differently. Where a need asks for nothing, every expert has the full value
of that factor, and it favours nobody. No free text and no protected ground enters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from services.matching.fit.pairs import SCALE, Pair
from services.matching.fit.states import NeedState
from services.scheme.perspectives import Perspective

VERSION = "1.1"  # a change of anything here, or of the vocabulary's similarities, is a new one


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
    """One factor as it came out: value and contribution in ten-thousandths, weight in per cent."""

    factor: Factor
    value: int
    weight: int

    @property
    def contribution(self) -> int:
        return (self.value * self.weight + 50) // 100


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


def share(part: int, *, of: int) -> int:
    """A part in ten-thousandths, rounded half up; all of nothing is all."""
    return (2 * SCALE * part + of) // (2 * of) if of else SCALE


def measures(pair: Pair, weights: Mapping[Factor, int] = WEIGHTS) -> tuple[Measure, ...]:
    return tuple(_measure(factor, measure(pair), weights[factor]) for factor, measure in FACTORS.items())


@lru_cache(maxsize=4096)  # few values occur, and making an object takes longer than finding it
def _measure(factor: Factor, value: int, weight: int) -> Measure:
    return Measure(factor=factor, value=value, weight=weight)


def score_of(pair: Pair, weights: Mapping[Factor, int] = WEIGHTS) -> int:
    """0 to 10,000: what the factors contribute, added up."""
    return sum(measure.contribution for measure in measures(pair, weights))


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
        """0 to 10,000, as `score_of` says."""
        return sum(measure.contribution for measure in self.measures)


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
