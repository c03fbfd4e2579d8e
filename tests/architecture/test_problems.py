"""Every failure has words for its reader, in three languages."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import pytest

from services.kit import errors as kit_errors
from services.kit.errors import ServiceError
from services.kit.language import Language
from services.kit.settings import PROJECT_ROOT
from services.kit.texts import FAULTS, PROBLEMS
from tests.architecture.rooms import SERVICES, application


def errors_of(module: object) -> list[type[ServiceError]]:
    found = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, ServiceError)]
    name = getattr(module, "__name__", "")
    return [kind for kind in found if kind.__module__ == name or kind.__module__.startswith(f"{name}.")]


def error_modules(service: str) -> list[ModuleType]:
    """The errors of a service: its own, and those of its nouns."""
    folder = PROJECT_ROOT / "services" / service
    nouns = [f".{path.parent.name}" for path in sorted(folder.glob("*/errors.py"))]
    own = [""] if find_spec(f"services.{service}.errors") else []
    return [import_module(f"services.{service}{noun}.errors") for noun in [*own, *nouns]]


def test_the_kits_errors_have_words() -> None:
    assert {error.code for error in errors_of(kit_errors)} <= set(PROBLEMS)


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_errors_have_words(service: str) -> None:
    known = application(service).state.problem_texts
    assert {error.code for module in error_modules(service) for error in errors_of(module)} <= set(known)


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
    for module in error_modules(service):
        for error in errors_of(module):
            assert error.__name__ in (module.__doc__ or ""), error.__name__
            assert str(error.status) in (module.__doc__ or "")
