"""What a search finds: words of texts, and fields and skills by the words of their names."""

from collections.abc import Mapping

import pytest

from vocabulary.load import load
from vocabulary.words import LONGEST_WORD, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Innsikt i startlån", {"innsikt", "i", "startlån"}),
        ("ÅRSRAPPORT, årsrapport!", {"årsrapport"}),
        ("A\u030arsrapport", {"årsrapport"}),
        ("snake_case e-post 2027", {"snake", "case", "e", "post", "2027"}),
        ("— ·", set()),
        ("x" * 100, {"x" * LONGEST_WORD}),
    ],
)
def test_words_are_the_same_however_they_are_written(text: str, words: set[str]) -> None:
    assert words_in(text) == words


def test_below_a_field_is_the_field_and_all_narrower_ones() -> None:
    known = load()
    for field in known.concepts:
        below = known.below(field)
        assert field in below
        assert below >= {one.id for other in below for one in known.narrower(other)}
        outside = known.concepts.keys() - below
        assert not any(set(known.concepts[one].broader) & below for one in outside)


@pytest.mark.parametrize("which", [0, 1])
def test_each_name_in_each_language_finds_its_field_or_skill(which: int) -> None:
    known = load()
    labels: Mapping[str, Mapping[str, str]] = {
        one.id: one.labels for one in (known.skills if which else known.concepts).values()
    }
    for code, named in labels.items():
        for word in words_in(" ".join(named.values())):
            assert code in known.named(word)[which]
            assert code in known.named(word[:3])[which]
