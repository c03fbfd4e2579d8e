"""Where terms differ from what expert, need and endorsement say."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import PeerUnavailable
from services.placements.deviations.domain import deviations_of
from services.placements.standings.domain import Facts
from services.placements.terms.domain import Endorsement
from tests.placements.factories import Cast, FakePeers, a_need, an_expert, domain_terms, terms
from tests.placements.stays import Begun, begun
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN, person

FROM = date(2027, 2, 1)
UNTIL = date(2027, 3, 31)  # two months


def found(*, expert: dict[str, Any] | None = None, need: dict[str, Any] | None = None, **changes: Any) -> list[str]:
    facts = Facts(expert=an_expert(**expert or {}), need=a_need(**need or {}))
    asked = {"start": str(FROM), "end": str(UNTIL), **changes}
    return [f"{one['code']} {one['pointer']}" for one in deviations_of(domain_terms(**asked), facts)]


def window(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last)


class TestDeviationsOf:
    def test_nothing_where_all_fits(self) -> None:
        assert found() == []

    @pytest.mark.parametrize(
        ("windows", "expected"),
        [
            ([], ["outside_window /terms/start"]),
            ([window("2027-02-02", "2027-12-31")], ["outside_window /terms/start"]),
            ([window("2027-01-01", "2027-03-30")], ["outside_window /terms/end"]),
            ([window("2027-02-01", "2027-03-31")], []),
            ([window("2027-03-01", "2027-06-30"), window("2027-01-01", "2027-02-28")], []),
            ([window("2027-01-01", "2027-02-27"), window("2027-03-01", "2027-06-30")], ["outside_window /terms/end"]),
            ([window("2027-01-01", "2027-03-15"), window("2027-01-10", "2027-06-30")], []),
            ([window("2026-01-01", "2026-03-15")], ["outside_window /terms/start"]),
        ],
    )
    def test_days_are_in_windows_that_may_follow_each_other(
        self, windows: list[tuple[date, date]], expected: list[str]
    ) -> None:
        assert found(expert={"windows": windows}) == expected

    @pytest.mark.parametrize(
        ("percentage", "expected"),
        [
            (100, ["above_percentage /terms/percentage", "not_the_needs_percentage /terms/percentage"]),
            (80, ["not_the_needs_percentage /terms/percentage"]),
            (50, []),
            (40, ["not_the_needs_percentage /terms/percentage"]),
        ],
    )
    def test_percentage(self, percentage: int, expected: list[str]) -> None:
        assert found(expert={"percentage": 80}, need={"percentage": 50}, percentage=percentage) == expected

    @pytest.mark.parametrize(
        ("earliest", "latest", "fits"),
        [(FROM, FROM, True), (FROM - timedelta(days=9), FROM - timedelta(days=1), False), (UNTIL, UNTIL, False)],
    )
    def test_start_within_the_needs(self, earliest: date, latest: date, fits: bool) -> None:
        expected = [] if fits else ["outside_start /terms/start"]
        assert found(need={"earliest_start": earliest, "latest_start": latest}) == expected

    def test_length(self) -> None:
        assert found(end="2027-04-01") == ["not_the_needs_length /terms/end"]

    @pytest.mark.parametrize(
        ("place", "need", "fits"),
        [
            ("Bergen", {"county": "oslo"}, False),
            ("bergen", {"county": "vestland"}, True),
            ("Vestland", {"county": "oslo"}, False),
            ("Bergen", {"county": "oslo", "remote": True}, True),
            ("Bergen", {}, True),
            ("Hos oss, 3. etasje", {"county": "oslo"}, True),
            ("Herøy", {"county": "nordland"}, True),  # one there, one in Møre og Romsdal
            ("Herøy", {"county": "more-og-romsdal"}, True),
            ("Herøy", {"county": "oslo"}, False),
        ],
    )
    def test_place_is_compared_where_its_name_is_known(self, place: str, need: dict[str, Any], fits: bool) -> None:
        assert found(need=need, place=place) == ([] if fits else ["not_the_needs_place /terms/place"])

    @pytest.mark.parametrize(
        ("limits", "expected"),
        [
            ({"until": UNTIL, "max_months": 2, "max_percentage": 100}, []),
            ({"until": FROM, "max_months": 2, "max_percentage": 100}, ["outside_endorsement /terms/end"]),
            ({"until": UNTIL, "max_months": 1, "max_percentage": 100}, ["outside_endorsement /terms/end"]),
            ({"until": UNTIL, "max_months": 2, "max_percentage": 90}, ["outside_endorsement /terms/percentage"]),
        ],
    )
    def test_endorsement(self, limits: dict[str, Any], expected: list[str]) -> None:
        assert found(expert={"endorsement": Endorsement(**limits)}) == expected


class TestOffers:
    """An offer at 100 % to somebody who offers 50, after the need's latest start and outside the expert's windows."""

    def differ(self, cast: Cast) -> None:
        past = [(date(2020, 1, 1), date(2020, 2, 1))]
        narrow = Endorsement(until=date(2100, 1, 1), max_months=3, max_percentage=50)
        cast.peers.change_expert(cast.expert.expert_id, windows=past, percentage=50, endorsement=narrow)
        cast.peers.change_need(cast.need.need_id, latest_start=date(2020, 2, 1))

    def codes(self, shown: dict[str, Any]) -> list[str]:
        return [one["code"] for one in shown["deviations"]]

    def test_the_answer_and_both_sides_reads_say_so(self, api: Api, cast: Cast) -> None:
        self.differ(cast)
        made = cast.ask(cast.host, offer=terms())
        assert made.status_code == 201
        assert self.codes(made.json()) == ["outside_window", "above_percentage", "outside_start"]
        path = f"/v1/candidacies/{made.json()['id']}"
        assert self.codes(api.get(path, cast.host).json()) == self.codes(made.json())
        assert self.codes(api.get(path, cast.employee).json()) == [*self.codes(made.json()), "outside_endorsement"]
        assert self.codes(api.get(path, cast.home).json()) == [*self.codes(made.json()), "outside_endorsement"]
        listed = api.get("/v1/candidacies", cast.host).json()["items"]
        assert [self.codes(one) for one in listed] == [self.codes(made.json())]

    def test_a_host_that_knows_the_agency_sees_what_is_outside_its_endorsement(self, api: Api, cast: Cast) -> None:
        candidacy_id = cast.applied()
        self.differ(cast)
        made = cast.do(cast.host, candidacy_id, "offer", **terms())
        assert "outside_endorsement" in self.codes(made.json())

    def test_there_are_none_without_terms(self, cast: Cast) -> None:
        assert cast.ask(cast.requester).json()["deviations"] is None

    def test_there_are_none_where_all_fits(self, cast: Cast) -> None:
        assert cast.ask(cast.requester, offer=terms()).json()["deviations"] == []


class TestPlacements:
    def test_say_what_the_offer_did(self, cast: Cast) -> None:
        cast.peers.change_expert(cast.expert.expert_id, percentage=50)
        shown = cast.read(cast.proposed())
        assert shown["deviations"] == [{"code": "above_percentage", "pointer": "/terms/percentage"}]

    def test_are_compared_anew_when_terms_change_and_not_before(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        cast.peers.change_need(cast.need.need_id, percentage=50)
        assert cast.read(placement_id)["deviations"] == []
        edited = cast.edit(cast.home, placement_id, percentage=80)
        assert [one["code"] for one in edited.json()["deviations"]] == ["not_the_needs_percentage"]
        assert cast.edit(cast.home, placement_id, percentage=50).json()["deviations"] == []

    def test_terms_stay_as_they_are_where_a_sibling_is_away(
        self, cast: Cast, peers: FakePeers, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        placement_id = cast.proposed()
        before = cast.read(placement_id)

        def away(_need_id: object) -> None:
            raise PeerUnavailable()

        monkeypatch.setattr(peers, "find_need", away)
        assert_problem(cast.edit(cast.home, placement_id, percentage=50), 503, "peer-unavailable")
        assert cast.read(placement_id) == before

    def test_a_stranger_has_nobody_asked(self, cast: Cast, peers: FakePeers) -> None:
        placement_id = cast.proposed()
        asked = peers.asked
        assert_problem(cast.edit(person("coordinator", "944117784"), placement_id), 404, "not-found")
        assert cast.edit(person("requester", HUSBANKEN), placement_id, percentage=50).status_code == 200
        assert peers.asked == asked + 1


class TestAmendments:
    """The three see how an amendment differs before they say yes to it; then it is so for the stay."""

    def differ(self, cast: Cast, stay: Begun) -> None:
        cast.peers.change_expert(cast.expert.expert_id, windows=[(date(2020, 1, 1), stay.last)])

    def test_an_extension_says_so_to_all_three_before_their_yes(self, cast: Cast, database: Database) -> None:
        with begun(cast, database) as stay:
            assert stay.read()["deviations"] == []
            self.differ(cast, stay)
            amendment = stay.extended(by="host")
            expected = [
                {"code": "outside_window", "pointer": "/terms/end"},
                {"code": "not_the_needs_length", "pointer": "/terms/end"},
            ]
            assert amendment["deviations"] == expected
            for headers in stay.sides.values():
                assert stay.amendment(amendment, headers)["deviations"] == expected
            assert stay.read()["deviations"] == []
            for side in ("home", "employee"):
                assert cast.answer(stay.sides[side], amendment).status_code == 201
            assert stay.read()["deviations"] == expected

    def test_content_is_compared_too(self, cast: Cast, database: Database) -> None:
        with begun(cast, database) as stay:
            asked = stay.amend(stay.host, "content", percentage=50).json()
            assert [one["code"] for one in asked["deviations"]] == ["not_the_needs_percentage"]

    def test_an_early_return_leaves_them_as_they_were(self, cast: Cast, database: Database) -> None:
        with begun(cast, database) as stay:
            sooner = str(clock.today() + timedelta(days=3))
            asked = stay.amend(stay.employee, "early_return", reason="personal", last_day=sooner).json()
            assert asked["deviations"] is None
            for side in ("home", "host"):
                assert cast.answer(stay.sides[side], asked).status_code == 201
            assert stay.read()["deviations"] == []

    def test_needs_that_is_away_refuses_the_proposal_and_not_a_notice(
        self, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(need_id: Any) -> None:
            raise PeerUnavailable()

        with begun(cast, database) as stay:
            monkeypatch.setattr(cast.peers, "find_need", away)
            asked = stay.amend(stay.host, "extension", end=str(stay.last + timedelta(days=5)))
            assert_problem(asked, 503, "peer-unavailable")
            assert stay.amend(stay.employee, "early_return", reason="personal").status_code == 201
