"""Numbers that Enhetsregisteret has as a part of another unit, or as an enterprise that the public sector owns."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from services.auth.jobs import check_proposals_job
from services.auth.proposals.domain import Registered
from services.auth.proposals.errors import SubUnit
from services.auth.proposals.models import Proposal
from services.auth.proposals.register import Register
from services.auth.proposals.service import public_level
from services.kit.calls.external_json import NoAnswer
from services.kit.data.database import Database
from tests.auth.scenes.bodies import a_proposal
from tests.auth.scenes.letters import mailed_token
from tests.auth.scenes.register import OWNED, STATE, SUB_UNIT, register, say
from tests.support.api import Api, assert_problem
from tests.support.strangers import Route, Stranger, answer, as_json


@pytest.fixture
def there() -> Iterator[Stranger]:
    with register() as registry:
        yield registry


def patient(there: Stranger) -> Register:
    """The register, asked with time enough for a busy machine."""
    return Register(url=there.address, seconds=60)


class TestRegister:
    def test_names_the_unit_that_a_sub_unit_is_a_part_of(self, there: Stranger) -> None:
        entry = patient(there).ask(SUB_UNIT)
        assert (entry.parent, entry.name, entry.level) == (STATE, "ET VEGKONTOR", None)
        with pytest.raises(SubUnit) as refused:
            public_level(entry)
        assert refused.value.facts == {"parent": STATE}

    @pytest.mark.parametrize(
        "broken", [answer(500, b"{}"), as_json({"navn": "X"}), as_json({"navn": "X", "overordnetEnhet": "1"})]
    )
    def test_that_makes_no_sense_of_sub_units_has_not_answered(self, there: Stranger, broken: Route) -> None:
        say(there, SUB_UNIT, broken, kind="underenheter")
        with pytest.raises(NoAnswer):
            patient(there).ask(SUB_UNIT)

    @pytest.mark.parametrize(
        "gone", [answer(410, b"{}"), as_json({"navn": "X", "overordnetEnhet": STATE, "slettedato": "2020-01-01"})]
    )
    def test_may_have_removed_a_sub_unit(self, there: Stranger, gone: Route) -> None:
        say(there, SUB_UNIT, gone, kind="underenheter")
        assert patient(there).ask(SUB_UNIT).registered is Registered.REMOVED

    def test_knows_what_the_public_sector_owns(self, there: Stranger) -> None:
        entry = patient(there).ask(OWNED)
        assert (entry.is_owned, entry.level) == (True, None)
        assert not patient(there).ask(STATE).is_owned


class TestProposedSubUnit:
    def test_is_rejected_and_the_link_names_the_parent(self, api: Api, database: Database, there: Stranger) -> None:
        api.post("/v1/proposals", json=a_proposal(orgnr=SUB_UNIT))
        token = mailed_token(api, database)
        api.post(f"/oauth/links?token={token}", data={"form_token": token})
        check_proposals_job(patient(there)).work(database)
        page = api.get(f"/oauth/links?token={token}", {"Accept-Language": "nn"}).text
        assert "undereining" in page
        assert STATE in page
        with database.read() as session:
            (proposal,) = session.scalars(select(Proposal)).all()
        assert (proposal.state, proposal.reason) == ("rejected", "sub_unit")

        again = api.post("/v1/proposals", json=a_proposal(orgnr=SUB_UNIT))
        problem = assert_problem(again, 409, "sub-unit")
        assert (problem["parent"], STATE in problem["detail"]) == (STATE, True)
