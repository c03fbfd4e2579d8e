"""Every failure has words for its reader, in three languages."""

import pytest

from services.kit import errors as kit_errors
from services.kit.errors import ServiceError
from services.kit.language import Language
from services.kit.texts import FAULTS, PROBLEMS
from tests.architecture.rooms import SERVICES, application, modules


def errors_of(module: object) -> list[type[ServiceError]]:
    found = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, ServiceError)]
    name = getattr(module, "__name__", "")
    return [kind for kind in found if kind.__module__ == name or kind.__module__.startswith(f"{name}.")]


def test_the_kits_errors_have_words() -> None:
    assert {error.code for error in errors_of(kit_errors)} <= set(PROBLEMS)


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_errors_have_words(service: str) -> None:
    known = application(service).state.problem_texts
    found = modules(service, "errors")
    assert found, "every service has such a module, if only an empty one"
    assert {error.code for module in found for error in errors_of(module)} <= set(known)


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
    for module in modules(service, "errors"):
        for error in errors_of(module):
            assert error.__name__ in (module.__doc__ or ""), error.__name__
            assert str(error.status) in (module.__doc__ or "")
