"""What compiled statements show is what the ORM shows: the same bytes under the same tag."""

from services.kit.data.database import Database
from services.placements.candidacies.models import Candidacy
from services.placements.decisions.models import Decision
from services.placements.placements.models import Placement
from tests.placements.factories import Cast, terms
from tests.support.shown import assert_read_alike, assert_shown_alike


def test_a_candidacy(cast: Cast) -> None:
    offered = cast.ask(cast.requester, offer=terms(tasks="Ærlig «100 %»"))
    candidacy_id = offered.json()["id"]
    assert_shown_alike(cast.api.get(f"/v1/candidacies/{candidacy_id}", cast.requester), offered)
    accepted = cast.accept(candidacy_id)
    read = cast.api.get(f"/v1/candidacies/{candidacy_id}", cast.employee)
    assert_shown_alike(read, accepted)
    assert (read.json()["seat_no"], bool(read.json()["placement_id"])) == (1, True)


def test_a_placement_and_its_decisions(cast: Cast, database: Database) -> None:
    placement_id = cast.proposed(by=cast.host)
    agreed = cast.decide(cast.home, placement_id)
    assert_shown_alike(cast.api.get(f"/v1/placements/{placement_id}", cast.home), agreed)
    assert len(agreed.json()["decisions"]) == 3
    assert_read_alike(database, [Candidacy, Placement, Decision])


def test_lists_show_what_is_shown_one_by_one(cast: Cast) -> None:
    cast.agreed()
    for path in ("/v1/candidacies", "/v1/placements"):
        for reader in (cast.employee, cast.home, cast.host, cast.requester):
            items = cast.api.get(path, reader).json()["items"]
            assert items == [cast.api.get(f"{path}/{item['id']}", reader).json() for item in items]
            assert items, "something is shown"
