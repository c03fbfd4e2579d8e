"""What the command line says, in three languages."""

from collections.abc import Mapping
from typing import get_args

import pytest

from ressurspool.cli.codes import AMENDMENT_STATES, DEVIATIONS, KINDS, REASONS, SIDES, STATES, TERMS, named
from ressurspool.cli.texts import TEXTS
from ressurspool.client.cases import AmendmentKind, TermsShown
from ressurspool.client.words import Reason
from services.placements.amendments.domain import AmendmentState
from services.placements.deviations.domain import DeviationCode

TABLES = (TEXTS, TERMS, SIDES, STATES, KINDS, AMENDMENT_STATES, DEVIATIONS, REASONS)
EVERY = [pytest.param(words, id=code) for table in TABLES for code, words in table.items()]


@pytest.mark.parametrize("words", EVERY)
def test_stands_in_bokmal_nynorsk_and_english(words: Mapping[str, str]) -> None:
    assert set(words) == {"nb", "nn", "en"}
    assert all(words.values())


def test_there_are_words_for_every_part_of_the_terms() -> None:
    assert set(TERMS) == set(TermsShown.model_fields)


def test_there_are_words_for_every_amendment_and_deviation() -> None:
    assert set(KINDS) == set(get_args(AmendmentKind))
    assert set(AMENDMENT_STATES) == set(AmendmentState)
    assert set(DEVIATIONS) == set(DeviationCode)


def test_there_are_words_for_every_reason() -> None:
    assert set(REASONS) == set(get_args(Reason))


def test_a_code_that_is_not_known_here_stands_for_itself() -> None:
    assert named(STATES, "newer", "nn") == "newer"
