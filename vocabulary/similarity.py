"""Measures how similar two professional fields are.

The numbers are part of matching's version: they are published, so that people can recompute a score, and they change
only with a new version. The strongest tie of two fields counts. Beyond the direct links only a shared area counts, a
field at most two steps above both: that two fields share one says little about them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the model offers these functions as methods
    from vocabulary.model import Vocabulary

SAME = 1.0  # recommendation 5's own condition: the same field or area of development
PARENT_OR_CHILD = 0.8  # one field holds the other: mostly the same subject, described more or less precisely
SIBLING = 0.5  # a shared parent: the same colleagues and language, another task
RELATED = 0.4  # a link across the hierarchy, drawn by an editor: worth a look, but less than a sibling
SAME_AREA = 0.2  # a field at most two steps above both: the same wide subject, so after everybody with a closer tie
UNRELATED = 0.0  # no match: a required field needs more than this


def similarity(vocabulary: "Vocabulary", a: str, b: str) -> float:
    """The strongest tie between two fields, whichever of them is named first. Raises UnknownConcept."""
    one, other = vocabulary.concept(a), vocabulary.concept(b)
    if a == b:
        return SAME
    if a in other.broader or b in one.broader:
        return PARENT_OR_CHILD
    if not set(one.broader).isdisjoint(other.broader):
        return SIBLING
    if a in other.related or b in one.related:
        return RELATED
    if not _areas(vocabulary, a).isdisjoint(_areas(vocabulary, b)):
        return SAME_AREA
    return UNRELATED


def neighbours(vocabulary: "Vocabulary", field_id: str) -> Mapping[str, float]:
    """Every field with a similarity above 0 to this one, most similar first, then by id. Raises UnknownConcept."""
    concept = vocabulary.concept(field_id)
    near = {field_id, *concept.broader, *concept.related, *vocabulary.linking_to(field_id)}
    for area in _areas(vocabulary, field_id):
        below = vocabulary.linking_to(area)
        near.update({area}, below, *(vocabulary.linking_to(child) for child in below))
    scores = {other: similarity(vocabulary, field_id, other) for other in near}
    kept = [(other, score) for other, score in scores.items() if score > UNRELATED]
    return dict(sorted(kept, key=lambda pair: (-pair[1], pair[0])))


def _areas(vocabulary: "Vocabulary", field_id: str) -> set[str]:
    """The field and those one and two steps above it, by every way up."""
    broader = vocabulary.concept(field_id).broader
    return {field_id, *broader}.union(*(vocabulary.concept(parent).broader for parent in broader))
