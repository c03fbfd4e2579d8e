"""The counties that profiles may name, over HTTP."""

from sqlalchemy import text

from services.kit.data.database import Database
from tests.pool.factories import a_profile, signed_up
from tests.support.api import Api
from tests.support.callers import person


class TestListCounties:
    def test_says_what_can_be_given_and_what_became_of_the_former(self, api: Api) -> None:
        listed = api.get("/v1/counties").json()
        assert {county["id"]: county["labels"]["nb"] for county in listed["counties"]}["ostfold"] == "Østfold"
        (viken,) = (former for former in listed["former"] if former["id"] == "viken")
        assert viken["successors"] == ["akershus", "buskerud", "ostfold"]
        for county in listed["counties"]:
            answer = api.post("/v1/experts", person("employee"), json=a_profile(county=county["id"]))
            assert (answer.status_code, answer.json()["county"]) == (201, county["id"])

    def test_reads_what_was_stored_before_there_was_a_list(self, api: Api, database: Database) -> None:
        expert_id, me = signed_up(api, county="troms")
        with database.write() as session:
            session.execute(text("UPDATE experts SET county = 'troms-og-finnmark'"))
        assert api.get(f"/v1/experts/{expert_id}", me).json()["county"] == "troms-og-finnmark"
