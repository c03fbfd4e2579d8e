"""Each word of the scheme stands once; where a copy has to be, it is the same."""

import ast
import sys
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from ressurspool.client import auth, placements, words
from services.matching.plans.domain import ExclusionReason
from services.needs.domain import Outcome
from services.notify.events.domain import Party as TaskParty
from services.pool.domain import Reason as PoolReason
from services.scheme import organisations, services
from services.scheme.parties import Party
from services.scheme.reasons import Reason
from services.scheme.roles import MemberRole, Role

SCHEME = Path(organisations.__file__).parent


def test_the_client_knows_the_same_reasons_roles_and_parties() -> None:
    """It is installed without the services, so it has copies."""
    assert get_args(words.Reason) == tuple(Reason)
    assert get_args(auth.MemberRole) == get_args(MemberRole)
    assert set(get_args(placements.Party)) == {Party.HOME, Party.HOST}


@pytest.mark.parametrize("some", [PoolReason, Outcome, ExclusionReason])
def test_every_reason_of_a_service_is_one_of_the_schemes(some: type[StrEnum]) -> None:
    assert {one.name: one.value for one in some}.items() <= {one.name: one.value for one in Reason}.items()


def test_notify_has_the_schemes_parties() -> None:
    assert [(one.name, one.value) for one in TaskParty] == [(one.name, one.value) for one in Party]


def test_the_roles_of_members_are_roles() -> None:
    assert set(get_args(MemberRole)) == set(Role) - {Role.BROKER, Role.ADMIN}


def test_there_is_a_folder_for_every_service() -> None:
    folders = {path.parent.name for path in SCHEME.parent.glob("*/main.py")}
    assert folders == set(services.SERVICES)


def test_it_needs_nothing_but_the_standard_library() -> None:
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
    }
    assert imported <= sys.stdlib_module_names
