"""Experts, needs and terms, valid by default, and the people who meet over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from services.kit import clock
from services.placements.standings.domain import ExpertFacts, NeedFacts
from services.placements.terms.domain import Endorsement, Terms
from services.scheme.months import last_day
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, person


@dataclass
class FakePeers:
    """pool and needs, as far as placements asks them."""

    experts: dict[UUID, ExpertFacts] = field(default_factory=dict)
    needs: dict[UUID, NeedFacts] = field(default_factory=dict)
    asked: int = 0

    def find_expert(self, expert_id: UUID) -> ExpertFacts | None:
        self.asked += 1
        return self.experts.get(expert_id)

    def find_need(self, need_id: UUID) -> NeedFacts | None:
        return self.needs.get(need_id)

    def find_titles(self, need_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        return {}

    def find_expert_names(self, expert_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, str]:
        return {}

    def find_body_names(self, orgnrs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        return {}

    def change_expert(self, expert_id: UUID, **changes: Any) -> None:
        self.experts[expert_id] = replace(self.experts[expert_id], **changes)

    def change_need(self, need_id: UUID, **changes: Any) -> None:
        self.needs[need_id] = replace(self.needs[need_id], **changes)


def an_expert(**changes: Any) -> ExpertFacts:
    endorsement = Endorsement(until=clock.today() + timedelta(days=700), max_months=3, max_percentage=100)
    expert = ExpertFacts(
        expert_id=uuid4(),
        person_id=str(uuid4()),
        home_org=BAERUM,
        state="available",
        version=3,
        windows=[(date(2020, 1, 1), date(2100, 1, 1))],
        percentage=100,
        endorsement=endorsement,
    )
    return replace(expert, **changes)


def a_need(**changes: Any) -> NeedFacts:
    need = NeedFacts(
        need_id=uuid4(),
        host_org=HUSBANKEN,
        state="open",
        version=1,
        places=1,
        earliest_start=date(2020, 1, 1),
        latest_start=date(2100, 1, 1),
        months=2,
        percentage=100,
        county=None,
        remote=False,
    )
    return replace(need, **changes)


def some_day(days: int = 60) -> date:
    """A day to come."""
    return clock.today() + timedelta(days=days)


def terms(**changes: Any) -> dict[str, Any]:
    """Two whole months, as they are sent."""
    start = date.fromisoformat(changes.get("start", str(some_day())))
    good = {
        "start": str(start),
        "end": str(last_day(start, months=2)),
        "percentage": 100,
        "place": "Drammen",
        "tasks": "Tjenestedesign i startlånprosjektet",
    }
    return {**good, **changes}


def domain_terms(**changes: Any) -> Terms:
    return Terms.of(terms(**changes))


class Cast:
    """An expert, a need and the people of both bodies, with what they do by HTTP."""

    def __init__(self, api: Api, peers: FakePeers, *, host: str = HUSBANKEN, expert: ExpertFacts | None = None) -> None:
        self.api, self.peers = api, peers
        self.expert = expert or an_expert()
        self.need = a_need(host_org=host)
        peers.experts[self.expert.expert_id], peers.needs[self.need.need_id] = self.expert, self.need
        self.employee = person("employee", self.expert.home_org, sub=self.expert.person_id)
        self.home_sub, self.host_sub = str(uuid4()), str(uuid4())
        self.home = person("coordinator", self.expert.home_org, sub=self.home_sub)
        self.host = person("coordinator", host, sub=self.host_sub)
        self.requester = person("requester", host)

    def ask(self, headers: dict[str, str], kind: str = "invitation", **changes: Any) -> httpx.Response:
        ids = {"expert_id": str(self.expert.expert_id), "need_id": str(self.need.need_id)}
        return self.api.post("/v1/candidacies", headers, json={"kind": kind, **ids, **changes})

    def invited(self, **changes: Any) -> str:
        return self._id(self.ask(self.requester, **changes))

    def applied(self) -> str:
        return self._id(self.ask(self.employee, kind="application", message="Jeg vil gjerne"))

    def offered(self, *, by: dict[str, str] | None = None, **changes: Any) -> str:
        return self._id(self.ask(by or self.requester, offer=terms(**changes)))

    def do(self, headers: dict[str, str], candidacy_id: str, verb: str, **body: Any) -> httpx.Response:
        content = {"json": body} if body else {}
        return self.api.post(f"/v1/candidacies/{candidacy_id}/{verb}", headers, **content)

    def accept(self, candidacy_id: str) -> httpx.Response:
        return self.do(self.employee, candidacy_id, "acceptance", terms_version=1)

    def proposed(self, *, by: dict[str, str] | None = None, **changes: Any) -> str:
        """A placement that waits for home, and for the host unless its coordinator made the offer."""
        accepted = self.accept(self.offered(by=by, **changes))
        assert accepted.status_code == 201, accepted.text
        return str(accepted.json()["placement_id"])

    def decide(self, headers: dict[str, str], placement_id: str, **changes: Any) -> httpx.Response:
        body = {"decision": "approve", "terms_version": 1, **changes}
        return self.api.post(f"/v1/placements/{placement_id}/decisions", headers, json=body)

    def agreed(self, **changes: Any) -> str:
        placement_id = self.proposed(by=self.host, **changes)
        assert self.decide(self.home, placement_id).json()["state"] == "agreed"
        return placement_id

    def read(self, placement_id: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        found: dict[str, Any] = self.api.get(f"/v1/placements/{placement_id}", headers or self.home).json()
        return found

    def propose_terms(self, of: str, case_id: str, *, headers: Any = None, **asked: Any) -> httpx.Response:
        """The employee answers an offer (`candidacies`) or a placement (`placements`) with other terms."""
        body = {"terms_version": 1, **asked}
        return self.api.post(f"/v1/{of}/{case_id}/terms-proposals", headers or self.employee, json=body)

    def amend(self, headers: dict[str, str], placement_id: str, kind: str, **asked: Any) -> httpx.Response:
        """Ask to change a stay."""
        return self.api.post(f"/v1/placements/{placement_id}/amendments", headers, json={"kind": kind, **asked})

    def answer(self, headers: dict[str, str], amendment: dict[str, Any], **changes: Any) -> httpx.Response:
        """Say yes to an amendment, or something else."""
        path = f"/v1/placements/{amendment['placement_id']}/amendments/{amendment['id']}/decisions"
        body = {"decision": "approve", "terms_version": amendment["terms_version"], **changes}
        return self.api.post(path, headers, json=body)

    def take_back(self, headers: dict[str, str], amendment: dict[str, Any]) -> httpx.Response:
        path = f"/v1/placements/{amendment['placement_id']}/amendments/{amendment['id']}/withdrawal"
        return self.api.post(path, headers, json={"reason": "other"})

    def edit(self, headers: dict[str, str], placement_id: str, **changes: Any) -> httpx.Response:
        """Put changed terms on the version that is current now."""
        etag = f'"{self.read(placement_id)["version"]}"'
        path = f"/v1/placements/{placement_id}/terms"
        return self.api.put(path, headers | {"If-Match": etag}, json=terms(**changes))

    @staticmethod
    def _id(answer: httpx.Response) -> str:
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])
