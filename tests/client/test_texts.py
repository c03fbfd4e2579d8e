"""What the command line says, in three languages."""

import pytest

from ressurspool.cli.texts import SIDES, STATES, TERMS, TEXTS, named
from ressurspool.client.placements import TermsShown

EVERY = {**TEXTS, **TERMS, **SIDES, **STATES}


@pytest.mark.parametrize("what", sorted(EVERY))
def test_stands_in_bokmal_nynorsk_and_english(what: str) -> None:
    assert set(EVERY[what]) == {"nb", "nn", "en"}
    assert all(EVERY[what].values())


def test_there_are_words_for_every_part_of_the_terms() -> None:
    assert set(TERMS) == set(TermsShown.model_fields)


def test_a_code_that_is_not_known_here_stands_for_itself() -> None:
    assert named(STATES, "newer", "nn") == "newer"
