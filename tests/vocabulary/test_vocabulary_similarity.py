"""How similar two fields are: every case of the rule, and what holds for all vocabularies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary import (
    PARENT_OR_CHILD,
    RELATED,
    SAME,
    SAME_AREA,
    SIBLING,
    UNRELATED,
    Concept,
    Kind,
    UnknownConcept,
    Vocabulary,
    load,
)
from vocabulary.links import link_concepts
from vocabulary.similarity import similarity


def a_concept(field_id: str, *, broader: str = "", related: str = "") -> Concept:
    return Concept(
        id=field_id,
        kind=Kind.PROFESSIONAL_FIELD,
        labels={"nb": field_id, "nn": field_id, "en": field_id},
        broader=tuple(broader.split()),
        related=tuple(related.split()),
    )


def a_vocabulary(*concepts: Concept) -> Vocabulary:
    return Vocabulary(version="test", concepts=link_concepts(concepts, source="test"), skills={})


@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    """Up to a dozen fields; a parent always comes before its child, so there is no cycle."""
    ids = [f"field-{place}" for place in range(draw(st.integers(1, 12)))]
    concepts = []
    for place, field_id in enumerate(ids):
        parents = draw(st.sets(st.sampled_from(ids[:place]), max_size=3)) if place else set()
        related = draw(st.sets(st.sampled_from(ids), max_size=3)) - {field_id}
        concepts.append(a_concept(field_id, broader=" ".join(sorted(parents)), related=" ".join(sorted(related))))
    return a_vocabulary(*concepts)


FAMILY = a_vocabulary(
    a_concept("care"),
    a_concept("technology", related="care"),
    a_concept("nursing", broader="care"),
    a_concept("e-health", broader="care technology", related="nursing"),
    a_concept("sensors", broader="technology", related="nursing"),
    a_concept("alarms", broader="sensors", related="technology sensors"),
    a_concept("telecare", broader="e-health"),
    a_concept("buttons", broader="alarms"),
    a_concept("taxes"),
)


class TestSimilarity:
    @pytest.mark.parametrize(
        ("a", "b", "expected"),
        [
            pytest.param("care", "care", SAME, id="the same field"),
            pytest.param("care", "nursing", PARENT_OR_CHILD, id="a parent and its child"),
            pytest.param("technology", "e-health", PARENT_OR_CHILD, id="the second of two parents"),
            pytest.param("e-health", "sensors", SIBLING, id="one shared parent of two"),
            pytest.param("nursing", "sensors", RELATED, id="a related link"),
            pytest.param("care", "technology", RELATED, id="a related link between top fields"),
            pytest.param("nursing", "e-health", SIBLING, id="siblings that are also related count as siblings"),
            pytest.param("sensors", "alarms", PARENT_OR_CHILD, id="a parent that is also related counts as a parent"),
            pytest.param("technology", "alarms", RELATED, id="a grandparent counts only by its related link"),
            pytest.param("care", "sensors", UNRELATED, id="a child of a related field"),
            pytest.param("e-health", "alarms", SAME_AREA, id="an aunt"),
            pytest.param("telecare", "alarms", SAME_AREA, id="cousins"),
            pytest.param("care", "telecare", SAME_AREA, id="a grandparent by the second of two ways"),
            pytest.param("buttons", "telecare", UNRELATED, id="a cousin once removed"),
            pytest.param("technology", "buttons", UNRELATED, id="a great-grandparent"),
            pytest.param("care", "taxes", UNRELATED, id="top fields share no parent"),
        ],
    )
    def test_is_the_strongest_tie_whichever_is_named_first(self, a: str, b: str, expected: float) -> None:
        assert similarity(FAMILY, a, b) == similarity(FAMILY, b, a) == FAMILY.similarity(a, b) == expected

    def test_the_constants_are_the_published_ones(self) -> None:
        assert (SAME, PARENT_OR_CHILD, SIBLING, RELATED, SAME_AREA, UNRELATED) == (1.0, 0.8, 0.5, 0.4, 0.2, 0.0)

    def test_the_area_makes_no_difference_in_our_own_vocabulary(self) -> None:
        """It has two levels, so that nobody's score changed when the area began to count."""
        ours = load()
        assert not any(score == SAME_AREA for field_id in ours.concepts for score in ours.neighbours(field_id).values())

    def test_a_related_link_written_at_one_end_holds_at_both(self) -> None:
        one_end = {"a": a_concept("a", related="b"), "b": a_concept("b")}
        bare = Vocabulary(version="test", concepts=one_end, skills={})
        assert bare.similarity("b", "a") == bare.neighbours("b")["a"] == RELATED

    @pytest.mark.parametrize(("a", "b"), [("care", "gone"), ("gone", "care"), ("gone", "gone")])
    def test_refuses_a_field_it_does_not_know(self, a: str, b: str) -> None:
        with pytest.raises(UnknownConcept, match="'gone' is not in version test of the vocabulary"):
            similarity(FAMILY, a, b)

    @given(vocabulary=vocabularies(), data=st.data())
    def test_is_symmetric_in_range_and_one_only_for_the_same(self, vocabulary: Vocabulary, data: st.DataObject) -> None:
        a, b = (data.draw(st.sampled_from(sorted(vocabulary.concepts))) for _ in "ab")
        score = vocabulary.similarity(a, b)
        assert score == vocabulary.similarity(b, a)
        assert score in {SAME, PARENT_OR_CHILD, SIBLING, RELATED, SAME_AREA, UNRELATED}
        assert (score == SAME) == (a == b)


def brute_force(vocabulary: Vocabulary, field_id: str) -> dict[str, float]:
    scores = {other: vocabulary.similarity(field_id, other) for other in vocabulary.concepts}
    return {other: score for other, score in scores.items() if score > 0}


class TestNeighbours:
    @given(vocabulary=vocabularies())
    def test_are_those_a_comparison_with_every_field_finds(self, vocabulary: Vocabulary) -> None:
        for field_id in vocabulary.concepts:
            assert vocabulary.neighbours(field_id) == brute_force(vocabulary, field_id)

    def test_are_the_same_in_our_own_vocabulary(self) -> None:
        ours = load()
        for field_id in ours.concepts:
            assert ours.neighbours(field_id) == brute_force(ours, field_id)

    def test_come_most_similar_first_and_then_by_id(self) -> None:
        assert list(FAMILY.neighbours("e-health").items()) == [
            ("e-health", SAME),
            ("care", PARENT_OR_CHILD),
            ("technology", PARENT_OR_CHILD),
            ("telecare", PARENT_OR_CHILD),
            ("nursing", SIBLING),
            ("sensors", SIBLING),
            ("alarms", SAME_AREA),
        ]

    def test_a_field_alone_has_itself(self) -> None:
        assert FAMILY.neighbours("taxes") == {"taxes": SAME}

    def test_refuse_a_field_they_do_not_know(self) -> None:
        with pytest.raises(UnknownConcept):
            FAMILY.neighbours("gone")
