"""Acts on candidacies and stays that the scene of tests/access cannot show, and who reads them (I17)."""

from typing import Any

import pytest

from services.kit.data.database import Database
from tests.placements.factories import Cast, terms
from tests.placements.memberships import leaves, settle
from tests.placements.stays import Begun, begun
from tests.support.acts import last_act, said_by
from tests.support.callers import LANEKASSEN, TOLL, person


def acts_on(cast: Cast, subject: str, headers: dict[str, str]) -> list[dict[str, Any]]:
    answer = cast.api.get(f"/v1/audit?subject={subject}", headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_an_offer_names_the_host(cast: Cast, database: Database) -> None:
    candidacy = cast.invited()
    assert cast.do(cast.employee, candidacy, "interest").status_code == 201
    assert cast.do(cast.host, candidacy, "offer", **terms()).status_code == 201
    assert said_by(last_act(database)) == ("candidacy.offered", cast.host_sub, cast.need.host_org, "host", None)


def test_settling_a_doubt_names_who_settled_it(cast: Cast, database: Database) -> None:
    placement = cast.agreed()
    leaves(database, cast, cast.expert.home_org)
    assert settle(cast, cast.host, placement).status_code == 201
    assert said_by(last_act(database)) == ("placement.settled", cast.host_sub, cast.need.host_org, "host", None)


@pytest.mark.parametrize("side", ["employee", "home", "host"])
def test_proposing_an_amendment_names_the_proposer(cast: Cast, database: Database, side: str) -> None:
    with begun(cast, database) as stay:
        stay.extended(by=side)
        act = last_act(database)
    assert (act.verb, act.parties) == ("amendment.proposed", side)
    assert act.person is not None


class TestTheAuditOfAnAmendment:
    @pytest.fixture
    def stay(self, cast: Cast, database: Database) -> Any:
        with begun(cast, database) as stay:
            yield stay

    def test_is_read_by_each_party(self, cast: Cast, stay: Begun) -> None:
        amendment = stay.extended(by="host")
        cast.take_back(stay.host, amendment)
        for headers in stay.sides.values():
            found = acts_on(cast, amendment["id"], headers)
            assert [(act["verb"], act["parties"]) for act in found] == [
                ("amendment.withdrawn", ["host"]),
                ("amendment.proposed", ["host"]),
            ]

    def test_shows_people_to_their_own_side(self, cast: Cast, stay: Begun) -> None:
        amendment = stay.extended(by="host")
        shown = {side: acts_on(cast, amendment["id"], headers)[0]["person"] for side, headers in stay.sides.items()}
        assert {side for side, sub in shown.items() if sub is not None} == {"host"}

    @pytest.mark.parametrize("org", [LANEKASSEN, TOLL])
    def test_is_not_there_for_others(self, cast: Cast, stay: Begun, org: str) -> None:
        amendment = stay.extended(by="host")
        answer = cast.api.get(f"/v1/audit?subject={amendment['id']}", person("coordinator", org))
        assert answer.status_code == 404

    def test_is_found_by_the_list_of_the_stays_amendments(self, cast: Cast, stay: Begun) -> None:
        stay.extended(by="host")
        (listed,) = cast.api.get(f"/v1/placements/{stay.id}/amendments", stay.home).json()["items"]
        assert [act["verb"] for act in acts_on(cast, listed["id"], stay.home)] == ["amendment.proposed"]


@pytest.mark.parametrize("of", ["candidacies", "placements"])
def test_proposing_terms_names_the_employee(cast: Cast, database: Database, of: str) -> None:
    case_id = cast.offered(by=cast.host) if of == "candidacies" else cast.proposed(by=cast.host)
    assert cast.propose_terms(of, case_id, percentage=80).status_code == 201
    act = last_act(database)
    assert (act.verb.partition(".")[2], act.person, act.parties) == (
        "terms_proposed",
        cast.expert.person_id,
        "employee",
    )
