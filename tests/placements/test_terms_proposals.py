"""The employee answers an offer or the terms of a placement with other dates or another percentage."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from services.kit import clock
from services.kit.data.database import Database
from services.placements.jobs import expire_unanswered
from services.placements.proposals.domain import ProposalState, legal_for_proposal
from services.placements.proposals.models import TermsProposal
from services.scheme.months import last_day
from services.scheme.parties import Party
from tests.placements.factories import Cast, some_day
from tests.support.api import assert_problem
from tests.support.callers import person, service
from tests.support.shown import assert_shown_alike

LATER = {"start": str(some_day(75)), "end": str(last_day(some_day(75), months=2)), "percentage": 80}
BOTH = pytest.mark.parametrize("of", ["candidacies", "placements"])


def shown(cast: Cast, of: str, case_id: str, headers: Any = None) -> dict[str, Any]:
    found: dict[str, Any] = cast.api.get(f"/v1/{of}/{case_id}", headers or cast.employee).json()
    return found


def begun(cast: Cast, of: str) -> str:
    return cast.offered(by=cast.host) if of == "candidacies" else cast.proposed(by=cast.host)


def proposed(cast: Cast, of: str, **asked: Any) -> tuple[str, str]:
    """The case, and the proposal."""
    case_id = begun(cast, of)
    answer = cast.propose_terms(of, case_id, **(asked or LATER))
    assert answer.status_code == 201, answer.text
    return case_id, answer.json()["terms_proposal"]["id"]


def answer(cast: Cast, of: str, ids: tuple[str, str], verb: str, headers: Any = None, **body: Any) -> Any:
    path = f"/v1/{of}/{ids[0]}/terms-proposals/{ids[1]}/{verb}"
    return cast.api.post(path, headers or cast.requester, **({"json": body} if body else {}))


def last_event(cast: Cast, case_id: str) -> tuple[str, dict[str, Any]]:
    events = cast.api.get("/v1/events?limit=200", service("placements", of="notify")).json()
    return [(one["type"], one["data"]["codes"]) for one in events if one["subject"] == case_id][-1]


class TestRules:
    @pytest.mark.parametrize("to_offer", [True, False])
    def test_each_party_has_its_verbs(self, to_offer: bool) -> None:
        legal = {party: legal_for_proposal(ProposalState.PROPOSED, {party}, to_offer=to_offer) for party in Party}
        assert legal[Party.EMPLOYEE] == ["withdraw"]
        assert legal[Party.HOST] == ["adopt", "decline"]
        assert legal[Party.HOME] == ([] if to_offer else ["adopt", "decline"])

    @pytest.mark.parametrize("state", [state for state in ProposalState if state != "proposed"])
    def test_what_is_over_stays_over(self, state: ProposalState) -> None:
        assert legal_for_proposal(state, set(Party), to_offer=False) == []


@BOTH
class TestProposing:
    def test_shows_it_to_those_concerned_and_asks_them(self, cast: Cast, of: str) -> None:
        case_id, proposal_id = proposed(cast, of, **LATER, note="en uke senere")
        mine = shown(cast, of, case_id)
        assert mine["terms_proposal"] | {"id": None, "created_at": None} == {
            "id": None, "created_at": None, "state": "proposed", **LATER, "note": "en uke senere",
            "reason": None, "answer": None, "legal": ["withdraw"],
        }  # fmt: skip
        assert "propose_terms" not in mine["legal"]
        assert shown(cast, of, case_id, cast.requester)["terms_proposal"]["legal"] == ["adopt", "decline"]
        home = shown(cast, of, case_id, cast.home)["terms_proposal"]
        assert (home["note"], home["legal"]) == (
            (None, []) if of == "candidacies" else ("en uke senere", ["adopt", "decline"])
        )
        kind, codes = last_event(cast, case_id)
        assert kind.endswith(".terms_proposed")
        assert (codes["party"], codes["proposal_id"], codes["start"]) == ("employee", proposal_id, LATER["start"])
        assert codes["answer_by" if of == "candidacies" else "decide_by"]

    def test_changes_nothing_of_the_terms(self, cast: Cast, of: str) -> None:
        case_id = begun(cast, of)
        before = shown(cast, of, case_id)
        cast.propose_terms(of, case_id, **LATER)
        after = shown(cast, of, case_id)
        same = ("terms", "terms_version", "terms_hash", "state")
        assert [before[name] for name in same] == [after[name] for name in same]
        assert "propose_terms" in before["legal"]
        assert before["terms_proposal"] is None

    def test_shows_writes_and_reads_alike(self, cast: Cast, of: str) -> None:
        case_id = begun(cast, of)
        written = cast.propose_terms(of, case_id, **LATER)
        assert_shown_alike(cast.api.get(f"/v1/{of}/{case_id}", cast.employee), written)
        listed = cast.api.get(f"/v1/{of}", cast.employee).json()["items"]
        assert listed == [written.json()]

    def test_of_a_second_one_names_the_first(self, cast: Cast, of: str) -> None:
        case_id, first = proposed(cast, of)
        refused = cast.propose_terms(of, case_id, percentage=50)
        assert assert_problem(refused, 409, "terms-proposal-open")["proposal_id"] == first
        answer(cast, of, (case_id, first), "withdrawal", cast.employee)
        assert cast.propose_terms(of, case_id, percentage=50).status_code == 201

    def test_of_two_that_wait_is_refused_by_the_database_too(self, cast: Cast, of: str, database: Database) -> None:
        _, proposal_id = proposed(cast, of)
        with database.read() as session:
            first = session.get_one(TermsProposal, UUID(proposal_id)).model_dump(exclude={"id"})
        with pytest.raises(IntegrityError), database.write() as session:
            session.add(TermsProposal(**first))
        with database.write() as session:
            session.add(TermsProposal(**{**first, "state": "withdrawn"}))

    @pytest.mark.parametrize(
        ("asked", "status", "code"),
        [
            ({}, 422, "invalid"),
            ({"percentage": 100}, 422, "invalid"),
            ({"percentage": 0}, 422, "invalid"),
            ({"start": "2026-01-05"}, 422, "invalid"),
            ({"end": str(some_day(61))}, 422, "wrong-length"),
            ({"end": str(some_day(10))}, 422, "invalid"),
            ({"place": "Oslo"}, 422, "invalid"),
            ({"terms_version": 2, "percentage": 50}, 409, "stale-terms"),
        ],
    )
    def test_of_what_cannot_be_is_refused(
        self, cast: Cast, of: str, asked: dict[str, Any], status: int, code: str
    ) -> None:
        case_id = begun(cast, of)
        refused = cast.propose_terms(of, case_id, **asked)
        assert refused.status_code == status, refused.text
        assert refused.json()["type"].endswith(code), refused.text
        assert shown(cast, of, case_id)["terms_proposal"] is None

    def test_is_for_the_employee(self, cast: Cast, of: str) -> None:
        case_id = begun(cast, of)
        for headers in (cast.host, cast.home):
            assert cast.propose_terms(of, case_id, headers=headers, **LATER).status_code == 403


@BOTH
class TestEnds:
    def test_a_no_gives_its_reason_and_leaves_the_terms(self, cast: Cast, of: str) -> None:
        ids = proposed(cast, of)
        declined = answer(cast, of, ids, "decline", reason="workload", note="vi må begynne i mars")
        assert declined.status_code == 201, declined.text
        mine = shown(cast, of, ids[0])
        seen = mine["terms_proposal"]
        assert (seen["state"], seen["reason"], seen["answer"]) == ("declined", "workload", "vi må begynne i mars")
        assert "propose_terms" in mine["legal"]
        kind, codes = last_event(cast, ids[0])
        assert (kind.partition(".")[2], codes["party"], codes["reason"]) == ("terms_declined", "host", "workload")
        assert mine["terms_version"] == 1

    def test_a_no_needs_its_reason(self, cast: Cast, of: str) -> None:
        assert answer(cast, of, proposed(cast, of), "decline", note="nei").status_code == 422

    def test_a_withdrawn_one_is_gone(self, cast: Cast, of: str) -> None:
        ids = proposed(cast, of)
        assert answer(cast, of, ids, "withdrawal", cast.employee).json()["terms_proposal"] is None
        assert last_event(cast, ids[0])[0].endswith(".terms_withdrawn")
        for verb, body in (("adoption", {}), ("decline", {"reason": "other"})):
            assert assert_problem(answer(cast, of, ids, verb, **body), 409, "wrong-state")["legal"] == []

    def test_each_side_has_its_own_verbs(self, cast: Cast, of: str) -> None:
        ids = proposed(cast, of)
        assert answer(cast, of, ids, "withdrawal", cast.requester).status_code == 403
        assert answer(cast, of, ids, "adoption", cast.employee).status_code == 403
        assert answer(cast, of, ids, "decline", cast.employee, reason="other").status_code == 403

    def test_it_never_outlives_what_it_answers(self, cast: Cast, of: str, database: Database) -> None:
        ids = proposed(cast, of)
        with clock.stopped_at(clock.now() + timedelta(days=15)):
            requester = person("requester", cast.need.host_org)
            assert_problem(answer(cast, of, ids, "adoption", requester), 409, "deadline-passed")
            expire_unanswered(database)
        over = shown(cast, of, ids[0])
        assert (over["state"], over["terms_proposal"]) == ("expired", None)
        assert assert_problem(answer(cast, of, ids, "adoption"), 409, "wrong-state")["legal"] == []

    def test_it_ends_with_the_yes_to_what_it_answers(self, cast: Cast, of: str) -> None:
        ids = proposed(cast, of)
        if of == "candidacies":
            assert cast.accept(ids[0]).status_code == 201
        else:
            assert cast.decide(cast.home, ids[0]).json()["state"] == "agreed"
        assert shown(cast, of, ids[0])["terms_proposal"] is None
        assert assert_problem(answer(cast, of, ids, "adoption"), 409, "wrong-state")["legal"] == []

    def test_another_case_does_not_have_it(self, cast: Cast, of: str) -> None:
        ids = proposed(cast, of)
        other = Cast(cast.api, cast.peers)
        assert answer(other, of, (begun(other, of), ids[1]), "adoption").status_code == 404


class TestAdoptedOffer:
    def test_is_the_next_version_and_waits_for_the_employee(self, cast: Cast) -> None:
        ids = proposed(cast, "candidacies")
        adopted = answer(cast, "candidacies", ids, "adoption", cast.host)
        assert adopted.status_code == 201, adopted.text
        offer = adopted.json()
        assert (offer["state"], offer["terms_version"], offer["terms_proposal"]) == ("offered", 2, None)
        assert offer["terms"] | LATER == offer["terms"]
        assert {"code": "not_the_needs_percentage", "pointer": "/terms/percentage"} in offer["deviations"]
        assert last_event(cast, ids[0])[0] == "candidacy.offered"
        assert_problem(cast.accept(ids[0]), 409, "stale-terms")
        accepted = cast.do(cast.employee, ids[0], "acceptance", terms_version=2)
        placement = cast.read(accepted.json()["placement_id"])
        assert placement["terms"] | LATER == placement["terms"]
        assert placement["waiting_for"] == ["home"]  # a host coordinator's offer is the host's yes

    def test_keeps_the_seat(self, cast: Cast) -> None:
        ids = proposed(cast, "candidacies")
        assert answer(cast, "candidacies", ids, "adoption").json()["seat_no"] == 1

    def test_asks_for_a_need_that_stands(self, cast: Cast) -> None:
        ids = proposed(cast, "candidacies")
        cast.peers.change_need(cast.need.need_id, state="closed")
        assert_problem(answer(cast, "candidacies", ids, "adoption"), 409, "need-not-open")
        assert shown(cast, "candidacies", ids[0])["terms_proposal"]["state"] == "proposed"


class TestAdoptedTerms:
    @pytest.mark.parametrize("by", ["home", "host"])
    def test_have_the_employees_yes(self, cast: Cast, by: str) -> None:
        ids = proposed(cast, "placements")
        adopted = answer(cast, "placements", ids, "adoption", getattr(cast, by))
        assert adopted.status_code == 201, adopted.text
        placement = adopted.json()
        assert (placement["terms_version"], placement["terms_proposal"]) == (2, None)
        assert placement["terms"] | LATER == placement["terms"]
        assert placement["waiting_for"] == ["home", "host"]
        kind, codes = last_event(cast, ids[0])
        assert (kind, codes["decided"], codes["start"]) == ("placement.terms_changed", ["employee"], LATER["start"])
        cast.decide(cast.home, ids[0], terms_version=2)
        assert cast.decide(cast.host, ids[0], terms_version=2).json()["state"] == "agreed"

    def test_hold_the_persons_days(self, cast: Cast) -> None:
        other = Cast(cast.api, cast.peers, expert=cast.expert)
        other.proposed(start=str(some_day(130)))
        placement_id = cast.proposed()
        cast.propose_terms(
            "placements", placement_id, start=str(some_day(100)), end=str(last_day(some_day(100), months=2))
        )
        proposal_id = cast.read(placement_id)["terms_proposal"]["id"]
        refused = answer(cast, "placements", (placement_id, proposal_id), "adoption")
        assert_problem(refused, 409, "person-already-booked")
        assert cast.read(placement_id)["terms_version"] == 1

    def test_of_an_edit_end_the_proposal(self, cast: Cast) -> None:
        ids = proposed(cast, "placements")
        assert cast.edit(cast.host, ids[0], place="Oslo").status_code == 200
        assert cast.read(ids[0])["terms_proposal"] is None
        assert assert_problem(answer(cast, "placements", ids, "adoption"), 409, "wrong-state")["legal"] == []

    def test_contacts_alone_leave_it(self, cast: Cast) -> None:
        ids = proposed(cast, "placements")
        assert cast.edit(cast.host, ids[0], host_contact="Prosjektleder").status_code == 200
        assert cast.read(ids[0])["terms_proposal"]["id"] == ids[1]

    def test_need_an_expert_who_is_still_endorsed(self, cast: Cast) -> None:
        ids = proposed(cast, "placements")
        cast.peers.change_expert(cast.expert.expert_id, state="expired")
        assert_problem(answer(cast, "placements", ids, "adoption"), 409, "expert-not-available")

    def test_are_written_once(self, cast: Cast) -> None:
        ids = proposed(cast, "placements")
        assert [answer(cast, "placements", ids, "adoption").status_code for _ in range(2)] == [201, 409]
        assert cast.read(ids[0])["terms_version"] == 2


def test_a_no_to_an_offer_does_not_stand_at_its_placement(cast: Cast) -> None:
    """The versions of a placement's terms begin anew."""
    ids = proposed(cast, "candidacies")
    assert answer(cast, "candidacies", ids, "decline", reason="workload").status_code == 201
    placement_id = str(cast.accept(ids[0]).json()["placement_id"])
    assert shown(cast, "placements", placement_id)["terms_proposal"] is None
    listed = cast.api.get("/v1/placements", cast.employee).json()["items"]
    assert [one["terms_proposal"] for one in listed] == [None]
