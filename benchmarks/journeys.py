"""The main job as requests: seven writes from a sign-up to the third yes, each made of the answer before it."""

import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.acts import Act
from benchmarks.cast import Body, Cast, endorsement, need, profile, terms
from ressurspool.client.cases import Agreed, NewCandidacy, Verdict
from ressurspool.client.transport import Sent

Read = Mapping[str, Any]
Job = Generator[Act, str, "FinishedJob"]


@dataclass(frozen=True, kw_only=True)
class FinishedJob:
    """What a main job made, and for whom."""

    home: Body
    host: Body
    employee: str
    expert_id: str
    need_id: str
    candidacy_id: str
    placement_id: str


def main_job(cast: Cast, home: Body, employee: str, host: Body, *, number: int) -> Job:
    """Yields each write, and is sent the body of its answer."""
    act = _Acts(cast)
    expert = yield from _signed_up(act, home, employee, number)
    need_of = act.to("post a need", "needs", "/v1/needs")
    posted = yield from need_of(host.requester, need(number), number)
    invite = act.to("invite", "placements", "/v1/candidacies")
    asked = NewCandidacy(kind="invitation", expert_id=expert["id"], need_id=posted["id"], offer=terms())
    invited = yield from invite(host.requester, asked, expert["id"])
    accept = act.to("accept", "placements", f"/v1/candidacies/{invited['id']}/acceptance")
    accepted = yield from accept(employee, Agreed(terms_version=invited["terms_version"]), invited["id"])
    decide = act.to("decide", "placements", f"/v1/placements/{accepted['placement_id']}/decisions")
    yes = Verdict(decision="approve", terms_version=invited["terms_version"])
    for decider in (host.coordinator, home.coordinator):
        decided = yield from decide(decider, yes, accepted["placement_id"])
    assert decided["state"] == "agreed", "three yeses"
    return FinishedJob(
        home=home,
        host=host,
        employee=employee,
        expert_id=expert["id"],
        need_id=posted["id"],
        candidacy_id=invited["id"],
        placement_id=accepted["placement_id"],
    )


def available(cast: Cast, home: Body, employee: str, *, number: int) -> Generator[Act, str, str]:
    """An endorsed profile: its id."""
    expert = yield from _signed_up(_Acts(cast), home, employee, number)
    return str(expert["id"])


def posted(cast: Cast, host: Body, *, number: int) -> Generator[Act, str, str]:
    """A published need: its id."""
    made = yield from _Acts(cast).to("post a need", "needs", "/v1/needs")(host.requester, need(number), number)
    return str(made["id"])


def _signed_up(act: "_Acts", home: Body, employee: str, number: int) -> Generator[Act, str, Read]:
    expert = yield from act.to("sign up", "pool", "/v1/experts")(employee, profile(number), number)
    endorse = act.to("endorse", "pool", f"/v1/experts/{expert['id']}/endorsement")
    return (yield from endorse(home.coordinator, endorsement(), expert["id"]))


@dataclass(frozen=True)
class _Acts:
    cast: Cast

    def to(self, name: str, service: str, path: str) -> Callable[[str, Sent, str | int], Generator[Act, str, Read]]:
        """A write there. It takes a token, the body, and what its answer names."""

        def write(token: str, body: Sent, about: str | int) -> Generator[Act, str, Read]:
            port = self.cast.ports[service]
            answer = yield Act(
                name=name, port=port, path=path, token=token, about=str(about), method="POST", body=body, status=201
            )
            read: Read = json.loads(answer)
            return read

        return write
