"""The texts of matching for people are complete in three languages."""

from datetime import date
from string import Formatter
from typing import get_args

from services.kit.language import Language
from services.matching.fit.conditions import Condition
from services.matching.fit.scoring import Factor
from services.matching.texts.conditions import CONDITIONS
from services.matching.texts.hints import CHANGES, NOTES
from services.matching.texts.problems import PROBLEMS
from services.matching.texts.suggestions import AGAINST, FACTORS, REASONS
from services.matching.texts.words import language_name
from services.scheme.days import day_in_words
from vocabulary.codes import LanguageCode


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


class TestTexts:
    def test_stand_for_every_condition_and_factor(self) -> None:
        assert list(AGAINST) == list(CONDITIONS) == list(Condition)
        assert list(FACTORS) == list(Factor)

    def test_say_the_same_in_every_language(self) -> None:
        more = [*CHANGES.values(), *NOTES.values(), *CONDITIONS.values()]
        for texts in (*REASONS.values(), *AGAINST.values(), *FACTORS.values(), *PROBLEMS.values(), *more):
            assert list(texts) == list(Language)
            assert len({frozenset(placeholders(text)) for text in texts.values()}) == 1
            assert all(text.endswith(".") for text in texts.values())


class TestDay:
    def test_is_written_as_people_write_it(self) -> None:
        assert day_in_words(date(2027, 5, 1), Language.NN) == "1. mai 2027"
        assert day_in_words(date(2027, 5, 1), Language.EN) == "1 May 2027"


class TestLanguageName:
    def test_is_known_for_each_language_that_can_be_given(self) -> None:
        codes = get_args(LanguageCode)
        assert {"se", "sma", "smj", "smn", "sms", "sje", "fkv", "sv", "da", "fi", "is", "fo"} < set(codes)
        for language in Language:
            assert len({language_name(code, language) for code in codes}) == len(codes)
            assert [code for code in codes if language_name(code, language) == code] == []

    def test_is_the_code_where_it_is_not_known(self) -> None:
        assert language_name("nn", Language.NB) == "nynorsk"
        assert language_name("xx", Language.NB) == "xx"
