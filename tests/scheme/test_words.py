"""Each word of the scheme stands once; where a copy has to be, it is the same."""

import ast
import sys
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from ressurspool.client import cases, programs, words
from services.kit.language import Language
from services.matching.fit.states import Clearance
from services.matching.plans.domain import ExclusionReason
from services.needs.domain import Outcome
from services.needs.schemas import AskedPerspective
from services.notify.events.domain import Party as TaskParty
from services.pool.domain import Reason as PoolReason
from services.scheme import organisations, services
from services.scheme.parties import Party, Side
from services.scheme.perspectives import Perspective
from services.scheme.reasons import Reason
from services.scheme.roles import MemberRole, Role
from services.scheme.words import PARTIES, REASONS
from vocabulary import codes

SCHEME = Path(organisations.__file__).parent


def test_the_client_knows_the_same_reasons_roles_and_parties() -> None:
    """It is installed without the services, so it has copies."""
    assert get_args(words.Reason) == tuple(Reason)
    assert get_args(programs.MemberRole) == get_args(MemberRole)
    assert get_args(cases.Party) == get_args(Side)
    assert get_args(words.Perspective) == tuple(Perspective)


def test_the_client_knows_the_same_languages_and_clearances() -> None:
    assert get_args(words.Language) == tuple(Language)
    assert get_args(words.Clearance) == get_args(codes.Clearance)


def test_matching_orders_the_clearances_of_the_vocabulary() -> None:
    """The vocabulary stands on nothing of ours, so the words are in two places."""
    assert tuple(Clearance) == get_args(codes.Clearance)


def test_a_need_may_ask_for_every_perspective() -> None:
    assert get_args(AskedPerspective) == tuple(Perspective)


def test_notify_has_words_for_every_party_and_reason() -> None:
    assert set(PARTIES) == set(Party)
    assert set(REASONS) == set(Reason)


@pytest.mark.parametrize("some", [PoolReason, Outcome, ExclusionReason])
def test_every_reason_of_a_service_is_one_of_the_schemes(some: type[StrEnum]) -> None:
    """But for `filled`: that a need came to something is no reason."""
    words = {one.name: one.value for one in some if one is not Outcome.FILLED}
    assert words.items() <= {one.name: one.value for one in Reason}.items()


def test_notify_has_the_schemes_parties() -> None:
    assert [(one.name, one.value) for one in TaskParty] == [(one.name, one.value) for one in Party]


def test_the_roles_of_members_are_roles() -> None:
    assert set(get_args(MemberRole)) == set(Role) - {Role.BROKER, Role.ADMIN}


def test_an_identifier_gives_its_number_back() -> None:
    number = "991825827"
    assert organisations.orgnr_of(organisations.identifier_of(number)) == number


def test_there_is_a_folder_for_every_service() -> None:
    folders = {path.parent.name for path in SCHEME.parent.glob("*/main.py")}
    assert folders == set(services.PROCESSES)


def test_it_needs_nothing_but_itself_and_the_standard_library() -> None:
    imported = {
        module.split(".")[0]
        for path in SCHEME.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for module in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        if not module.startswith("services.scheme.")
    }
    assert imported <= sys.stdlib_module_names
