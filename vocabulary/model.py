"""The model of a vocabulary: concepts, each with any number of parents, and the skills that belong to them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from vocabulary.errors import UnknownConcept
from vocabulary.similarity import neighbours, similarity
from vocabulary.words import words_in

LANGUAGES = ("nb", "nn", "en")  # in the order in which one is used where another is missing


class Kind(StrEnum):
    """The report asks for people of the same "fagfelt eller utviklingsområde"."""

    PROFESSIONAL_FIELD = "professional_field"
    DEVELOPMENT_AREA = "development_area"


@dataclass(frozen=True, kw_only=True)
class Concept:
    """A professional field. `broader` and `related` are ids; `uri` is the address of an imported concept."""

    id: str
    kind: Kind
    labels: Mapping[str, str]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    esco: str | None = None
    styrk08: str | None = None
    uri: str | None = None


@dataclass(frozen=True, kw_only=True)
class Skill:
    """A method, tool or domain of work, and the ids of the fields it belongs to."""

    id: str
    labels: Mapping[str, str]
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)  # compared by identity, so that it can be a cache key
class Vocabulary:
    """One version of the fields and skills, in the order of their files."""

    version: str
    concepts: Mapping[str, Concept]
    skills: Mapping[str, Skill]

    def concept(self, field_id: str) -> Concept:
        """The field with this id. Raises UnknownConcept."""
        try:
            return self.concepts[field_id]
        except KeyError:
            raise UnknownConcept(field_id, version=self.version) from None

    def top_fields(self) -> tuple[Concept, ...]:
        return tuple(concept for concept in self.concepts.values() if not concept.broader)

    def narrower(self, field_id: str) -> tuple[Concept, ...]:
        """The direct children. Raises UnknownConcept."""
        self.concept(field_id)
        return tuple(concept for concept in self.concepts.values() if field_id in concept.broader)

    def below(self, field_id: str) -> frozenset[str]:
        """The field itself and all that are narrower, however far down. Raises UnknownConcept."""
        found, reached = {field_id}, [self.concept(field_id)]
        while reached:
            narrower = [one for one in self.narrower(reached.pop().id) if one.id not in found]
            found.update(one.id for one in narrower)
            reached += narrower
        return frozenset(found)

    def named(self, word: str) -> tuple[frozenset[str], frozenset[str]]:
        """The fields and the skills of whose names in any language a word begins so."""
        fields = {one.id for one in self.concepts.values() if _begins(word, one.labels)}
        return frozenset(fields), frozenset(one.id for one in self.skills.values() if _begins(word, one.labels))

    def linking_to(self, field_id: str) -> frozenset[str]:
        """The concepts that name this one as broader or related."""
        return self._linking.get(field_id, frozenset())

    def similarity(self, a: str, b: str) -> float:
        """How similar two fields are, 0 to 1. Raises UnknownConcept."""
        return similarity(self, a, b)

    def neighbours(self, field_id: str) -> Mapping[str, float]:
        """Every field with a similarity above 0, itself included, most similar first. Raises UnknownConcept."""
        return neighbours(self, field_id)

    def label(self, entry_id: str, language: str) -> str:
        """The name of a field or skill; in bokmål where the language is not one of LANGUAGES. Raises UnknownConcept."""
        labels = (self.skills.get(entry_id) or self.concept(entry_id)).labels
        return labels.get(language) or labels[LANGUAGES[0]]

    @cached_property
    def _linking(self) -> Mapping[str, frozenset[str]]:
        linking: defaultdict[str, set[str]] = defaultdict(set)
        for concept in self.concepts.values():
            for other in concept.broader + concept.related:
                linking[other].add(concept.id)
        return {field_id: frozenset(others) for field_id, others in linking.items()}


def _begins(word: str, labels: Mapping[str, str]) -> bool:
    return any(one.startswith(word) for one in words_in(" ".join(labels.values())))
