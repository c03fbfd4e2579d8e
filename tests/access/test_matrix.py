"""Every route answers every kind of caller as the table of expectations says, and shows nobody what is others' (I9)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import islice
from unittest.mock import patch

import pytest

from services.kit.access.guard import RouteGrants
from services.kit.access.revocations import Revocations
from services.kit.access.table import Permission
from services.kit.access.tokens import Claims
from services.kit.web.application import FEED_PUBLIC
from services.scheme.services import SERVICES
from tests.access.callers import Endings
from tests.access.scene import Played, Scene
from tests.access.scenes import SCENES
from tests.access.walk import SCOPES, Cell, cells, is_breached, walk
from tests.architecture.rooms import routes_of
from tests.support.counts import EVERYDAY_SHARE, FULL, Measured

EVERY = 1 if FULL else EVERYDAY_SHARE
PROMPT = {
    "auth": {
        "update_policy",
        "end_membership",
        "update_membership",
        "leave_organisation",
        "join_organisation",
        "remove_my_identity",
        "appoint_substitute",
        "announce_absence",
        "withdraw_absence",
        "add_mail_domain",
        "remove_mail_domain",
        "change_my_password",
        "ask_departure",
        "withdraw_departure",
        "withdraw_invitation",
        "create_invitation",
        "create_client",
        "create_delegation",
        "withdraw_delegation",
        "accept_delegation",
        "accept_join",
        "add_my_address",
        "begin_join",
        "remove_my_address",
        "remove_client",
        "renew_client_secret",
        "add_client_key",
        "remove_client_key",
        "disable_person",
        "enable_person",
    },
    "pool": {
        "list_experts",
        "list_home_experts",
        "list_names",
        "list_profiles",
        "read_expert",
        "endorse_expert",
        "return_expert",
        "revoke_endorsement",
        "prolong_endorsement",
        "read_endorsement",
    },
    "placements": {
        "create_candidacy",
        "show_interest",
        "make_offer",
        "accept_offer",
        "decline_candidacy",
        "withdraw_candidacy",
        "decide_placement",
        "update_terms",
        "cancel_placement",
        "settle_placement",
        "propose_amendment",
        "decide_amendment",
        "withdraw_amendment",
        "update_shortlist",
        "leave_shortlist",
        "write_message",
        "propose_offer_terms",
        "adopt_offer_terms",
        "decline_offer_terms",
        "withdraw_offer_terms",
        "propose_placement_terms",
        "adopt_placement_terms",
        "decline_placement_terms",
        "withdraw_placement_terms",
    },
}
STRANGER = "coordinator of unrelated"
every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=str)


def test_every_service_has_its_table() -> None:
    assert set(SCENES) == set(SERVICES)


@every_scene
def test_every_route_is_expected(scene: Scene) -> None:
    expected = {row.route for row in scene.rows} | scene.public
    assert {route.name for route in routes_of(scene.service)} == expected | FEED_PUBLIC
    assert not {row.route for row in scene.rows} & scene.public


Stages = Mapping[str, Played]


def test_answers_equal_the_expectation(stages: Stages, measured: Measured) -> None:
    walked, breaches = 0, []
    for name, there in stages.items():
        some = list(islice(cells(there.scene), 0, None, EVERY))
        breaches += [f"{name}: {breach}" for breach in walk(there, some)]
        walked += len(some)
    measured(f"I9: {walked:,} cells, {len(breaches)} leaks")
    assert breaches == []


def test_decisions_and_reads_of_profiles_wait_for_news_of_auth(stages: Stages) -> None:
    for service, there in stages.items():
        revocations = there.app.state.revocations
        there.app.state.revocations = Revocations(Endings(""))
        may = [cell for cell in cells(there.scene) if cell.asked == SCOPES[0] and cell.decision({}).code is None]
        first = {cell.row.route: cell for cell in reversed(may)}.values()
        waiting = {cell.row.route for cell in first if "503 instead" in "".join(walk(there, [cell]))}
        there.app.state.revocations = revocations
        assert waiting == PROMPT.get(service, set()), service


@contextmanager
def without_relation(there: Played) -> Iterator[list[Cell]]:
    """A route whose row in the table forgets how the caller must stand to the thing."""
    state = there.app.state
    kept, name = state.access, next(row.route for row in there.scene.rows if row.thing and len(row.may) > 1)
    grants = tuple(replace(grant, relation=None) for grant in kept[name].grants)
    state.access = {**kept, name: Permission(grants)}
    yield [cell for cell in cells(there.scene) if cell.row.route == name and cell.caller.name == STRANGER]
    state.access = kept


@contextmanager
def without_relations(there: Played) -> Iterator[list[Cell]]:
    """Nobody asks how the caller stands to anything: whoever may at all may on everything."""
    with patch.object(RouteGrants, "require", lambda *_: None):
        yield [cell for cell in cells(there.scene) if cell.row.thing and cell.caller.name == STRANGER]


class Forgetful(Revocations):
    def refuse_revoked(self, claims: Claims, kid: str) -> None:
        """Whatever was signed is believed."""


@contextmanager
def without_standing(there: Played) -> Iterator[list[Cell]]:
    """Whose time is over is not known."""
    kept, there.app.state.revocations = there.app.state.revocations, Forgetful(Endings(""))
    yield [cell for cell in cells(there.scene) if cell.caller.name == "former coordinator of home"]
    there.app.state.revocations = kept


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("loosened", [without_relation, without_relations, without_standing])
def test_negative_control_a_guard_that_is_gone_is_noticed(
    stages: Stages, service: str, loosened: Callable[[Played], AbstractContextManager[list[Cell]]]
) -> None:
    with loosened(stages[service]) as some:
        assert is_breached(stages[service], some)
