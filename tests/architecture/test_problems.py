"""Every failure has words for its reader, in three languages."""

from importlib import import_module

import pytest

from services.kit import errors as kit_errors
from services.kit.language import Language
from services.kit.texts import FAULTS, PROBLEMS
from tests.architecture.rooms import SERVICES, application, errors_of


def test_the_kits_errors_have_words() -> None:
    assert {error.code for error in errors_of(kit_errors)} <= set(PROBLEMS)


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_errors_have_words(service: str) -> None:
    known = application(service).state.problem_texts
    assert {error.code for error in errors_of(import_module(f"services.{service}.errors"))} <= set(known)


@pytest.mark.parametrize("service", SERVICES)
def test_words_are_complete_and_end_in_what_to_do(service: str) -> None:
    for code, words in application(service).state.problem_texts.items():
        assert set(words) == set(Language), code
        for text in words.values():
            title, _, advice = text.partition(". ")
            assert title, code
            assert advice, code


@pytest.mark.parametrize("service", SERVICES)
def test_faults_are_complete(service: str) -> None:
    for code, words in {**FAULTS, **application(service).state.fault_texts}.items():
        assert set(words) == set(Language), code
        assert all(words.values()), code


@pytest.mark.parametrize("service", SERVICES)
def test_the_tree_in_the_docstring_is_the_tree(service: str) -> None:
    module = import_module(f"services.{service}.errors")
    for error in errors_of(module):
        assert error.__name__ in (module.__doc__ or ""), error.__name__
        assert str(error.status) in (module.__doc__ or "")
