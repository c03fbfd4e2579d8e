"""Pairs of an expert and a need: how near their fields are, and when a stay could begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from services.matching.fit.days import Span, possible_starts
from services.matching.fit.states import ExpertState, FieldLevel, NeedState
from services.scheme.levels import LEVELS
from services.scheme.perspectives import Perspective
from vocabulary import UNRELATED, UnknownConcept, Vocabulary

SCALE = 10_000  # all scoring is in whole ten-thousandths, so that order is exact on every machine


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A field that is asked for, the expert's field that comes nearest to it, and how well it fits."""

    asked: FieldLevel
    known: FieldLevel
    fit: int


@dataclass(frozen=True, kw_only=True)
class Pair:
    """An expert and a need, seen on a day. Each property is computed when it is first read."""

    expert: ExpertState
    need: NeedState
    on: date
    vocabulary: Vocabulary

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The asked fields that the expert has or comes near to, in the need's order."""
        nearest = (_nearest(asked, self.expert.fields, self.vocabulary) for asked in self.need.fields)
        return tuple(meeting for meeting in nearest if meeting is not None)

    @cached_property
    def learnt(self) -> Meeting | None:
        """The wish to learn that the need comes nearest to, whatever the level."""
        wishes = tuple(FieldLevel(field=field, level=LEVELS) for field in self.expert.learning)
        nearest = (_nearest(asked, wishes, self.vocabulary) for asked in self.need.fields)
        return max((wish for wish in nearest if wish is not None), key=lambda wish: wish.fit, default=None)

    @cached_property
    def asked_starts(self) -> Span:
        """The days on which the need can begin: none of them in the past."""
        return Span(max(self.need.earliest_start, self.on).toordinal(), self.need.latest_start.toordinal())

    @cached_property
    def starts(self) -> tuple[Span, ...]:
        """The days among these from which the expert is free all through, in order."""
        return possible_starts(self.expert.free, asked=self.asked_starts, months=self.need.months)

    @property
    def earliest_start(self) -> date | None:
        return date.fromordinal(self.starts[0].first) if self.starts else None

    @property
    def fits_perspective(self) -> bool:
        """Whether the home agency is of the kind that the need asks for.

        Where its sector or kind is hidden, the answer is no to every host: an answer that depended on the host would
        give it away.
        """
        expert, need = self.expert, self.need
        if need.perspective is Perspective.OTHER_SECTOR:
            return bool(expert.sector and need.sector) and expert.sector != need.sector
        return need.perspective is Perspective.NEUTRAL or (expert.level is not None and expert.level == need.level)


def _nearest(asked: FieldLevel, known: tuple[FieldLevel, ...], vocabulary: Vocabulary) -> Meeting | None:
    """The best of the expert's fields for the asked one, the first of equals; None where all are unrelated."""
    near = nearness(vocabulary, asked.field)
    meetings = [
        Meeting(asked=asked, known=own, fit=_fit(near[own.field], asked, own)) for own in known if own.field in near
    ]
    return max(meetings, key=lambda meeting: meeting.fit, default=None)


def _fit(similarity: int, asked: FieldLevel, known: FieldLevel) -> int:
    """Each level below the asked one costs a third; above it nothing is gained."""
    missing = max(asked.level - known.level, 0)
    return (2 * similarity * (LEVELS - missing) + LEVELS) // (2 * LEVELS)  # rounded half up


@lru_cache(maxsize=4096)
def nearness(vocabulary: Vocabulary, field_id: str) -> Mapping[str, int]:
    """The related fields, as ten-thousandths; none for a field that has left the vocabulary."""
    try:
        near = vocabulary.neighbours(field_id)
    except UnknownConcept:
        return {}
    return {field: round(similarity * SCALE) for field, similarity in near.items() if similarity > UNRELATED}
