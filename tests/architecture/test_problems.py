"""Every failure has words for its reader, in three languages."""

import sys
from collections.abc import Iterator

import pytest

from services.kit import errors as kit_errors
from services.kit.errors import ServiceError
from services.kit.language import Language
from services.kit.web.texts import FAULTS, PROBLEMS
from services.scheme.services import SERVICES
from tests.architecture.rooms import application, errors_in, errors_of


def test_the_kits_errors_have_words() -> None:
    assert {error.code for error in errors_in(kit_errors)} <= set(PROBLEMS)


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_errors_have_words(service: str) -> None:
    known = application(service).state.problem_texts
    assert {error.code for error in errors_of(service)} <= set(known)


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
    """Of each error, where it is declared or in the package that it is declared in."""
    for error in errors_of(service):
        drawn = [text for text in docstrings_above(error) if error.__name__ in text]
        assert drawn, f"{error.__module__}: draw {error.__name__} in the docstring"
        assert str(error.status) in drawn[0], f"{error.__module__}: draw {error.__name__} with its status"


def docstrings_above(error: type[ServiceError]) -> Iterator[str]:
    """The docstrings of an error's module and of the packages around it, innermost first."""
    parts = error.__module__.split(".")
    for length in range(len(parts), 2, -1):
        yield sys.modules[".".join(parts[:length])].__doc__ or ""
