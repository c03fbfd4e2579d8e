"""What the command line says, in three languages."""

from collections.abc import Mapping

import pytest

from ressurspool.cli import codes
from ressurspool.cli.texts import TEXTS
from ressurspool.client.cases import TermsShown
from tests.client.terminal import CODES

EVERY = [pytest.param(words, id=code) for code, words in TEXTS.items()]


@pytest.mark.parametrize("words", EVERY)
def test_stands_in_bokmal_nynorsk_and_english(words: Mapping[str, str]) -> None:
    assert set(words) == {"nb", "nn", "en"}
    assert all(words.values())


def test_the_services_have_every_group_that_words_are_taken_from() -> None:
    groups = [group for group in vars(codes).values() if isinstance(group, codes.Group)]
    assert groups
    assert [group for group in groups if group.name not in CODES[group.service]] == []


def test_there_are_words_for_every_part_of_the_terms() -> None:
    assert set(CODES["placements"]["terms"]) == set(TermsShown.model_fields)


def test_a_code_stands_for_itself_outside_a_command() -> None:
    assert codes.named(codes.NEED_STATE, "open") == "open"
