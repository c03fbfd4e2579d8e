"""The main job's seven writes by a client that was generated of the description, with the bodies of its examples."""

from typing import Any
from uuid import UUID

import pytest

from services.scheme.examples import EXAMPLES
from tests.contracts.descriptions import described
from tests.journeys.cast import HOME, HOST, Actor, Cast
from tests.support.generated_client import body, operation

CREATED = 201


class Foreign:
    """The generated client in the hands of these people. Every answer has to be as it is described."""

    def __init__(self, package: Any, origin: str) -> None:
        self._package, self._origin = package, origin

    def write(self, who: Actor, tag: str, name: str, content: dict[str, Any], **where: UUID) -> Any:
        client = self._package.AuthenticatedClient(
            base_url=self._origin, token=who.token(), httpx_args={"trust_env": False}
        )
        with client:
            module = operation(self._package, tag, name)
            answer = module.sync_detailed(**where, client=client, body=body(module, content))
        assert answer.status_code == CREATED, answer.content
        assert answer.parsed is not None
        assert promised(name) - {"idempotency-replayed"} <= {header.lower() for header in answer.headers}
        return answer.parsed


def promised(name: str) -> set[str]:
    """The headers of the success of an operation of the origin."""
    for item in described()["ressurspool"]["paths"].values():
        for one in item.values():
            if one["operationId"] == name:
                return {header.lower() for header in one["responses"]["201"]["headers"]}
    raise AssertionError(name)


@pytest.fixture
def foreign(cast: Cast, generated: Any) -> Foreign:
    return Foreign(generated, cast.stack.origin)


def example(name: str) -> dict[str, Any]:
    """The first one of the operation."""
    shown: dict[str, Any] = next(iter(EXAMPLES[name].values()))
    return shown


def test_it_leads_to_an_agreed_placement(cast: Cast, foreign: Foreign) -> None:
    employee, requester = cast.new("employee", HOME), cast.new("requester", HOST)
    home, host = cast.coordinator(HOME), cast.coordinator(HOST)

    signed_up = foreign.write(employee, "pool_experts", "pool_create_expert", example("create_expert"))
    endorsed = foreign.write(
        home,
        "pool_endorsement",
        "pool_endorse_expert",
        example("endorse_expert"),
        expert_id=signed_up.id,
    )
    need = foreign.write(requester, "needs_needs", "needs_create_need", example("create_need"))
    invitation = example("create_candidacy") | {"expert_id": str(endorsed.id), "need_id": str(need.id)}
    invited = foreign.write(requester, "placements_candidacies", "placements_create_candidacy", invitation)
    accepted = foreign.write(
        employee,
        "placements_candidacies",
        "placements_accept_offer",
        example("accept_offer"),
        candidacy_id=invited.id,
    )
    for decider in (host, home):
        decided = foreign.write(
            decider,
            "placements_placements",
            "placements_decide_placement",
            example("decide_placement"),
            placement_id=accepted.placement_id,
        )
    assert (decided.state, decided.waiting_for) == ("agreed", [])
