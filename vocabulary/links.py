"""Checks the links between concepts: each leads to a known concept, and `broader` never goes in a circle."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from vocabulary.errors import VocabularyError
from vocabulary.model import Concept


def link_concepts(concepts: Iterable[Concept], *, source: str) -> dict[str, Concept]:
    """The concepts by id, each `related` link at both its ends. Raises VocabularyError on a broken link or a cycle."""
    by_id = {concept.id: concept for concept in concepts}
    for concept in by_id.values():
        refuse_unknown(concept.id, "broader", concept.broader, by_id, source=source)
        refuse_unknown(concept.id, "related", concept.related, by_id, source=source)
        if concept.id in concept.broader + concept.related:
            raise VocabularyError(source, concept.id, "is linked to itself")
    refuse_cycles(by_id, source=source)
    return with_related_both_ways(by_id)


def refuse_unknown(entry: str, key: str, named: Iterable[str], known: Mapping[str, Concept], *, source: str) -> None:
    for field_id in named:
        if field_id not in known:
            raise VocabularyError(source, entry, f"{key} names the unknown field {field_id!r}")


def refuse_cycles(concepts: Mapping[str, Concept], *, source: str) -> None:
    try:
        TopologicalSorter({field_id: concept.broader for field_id, concept in concepts.items()}).prepare()
    except CycleError as found:
        cycle: list[str] = found.args[1][::-1]  # graphlib lists it from parent to child
        raise VocabularyError(source, cycle[0], f"broader goes in a circle: {' → '.join(cycle)}") from None


def with_related_both_ways(concepts: Mapping[str, Concept]) -> dict[str, Concept]:
    """The concepts with each `related` link at both its ends; links are in file order, the same at every start."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for concept in concepts.values():
        for other in concept.related:
            partners[concept.id].add(other)
            partners[other].add(concept.id)
    order = {field_id: place for place, field_id in enumerate(concepts)}
    return {
        field_id: replace(concept, related=tuple(sorted(partners[field_id], key=order.__getitem__)))
        for field_id, concept in concepts.items()
    }
