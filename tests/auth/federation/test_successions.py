"""An issuer that provisions a body's people goes on doing so where another body has taken its place."""

import pytest
from sqlalchemy import select

from services.auth.jobs import end_unvouched_job
from services.auth.sessions.models import LoginSession
from services.kit.data.database import Database
from tests.auth.federation.scenes.browsers import FederatedBrowser
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.auth.federation.scenes.people import end_memberships, people, roles_of
from tests.auth.federation.scenes.profiles import WithIssuers, entra
from tests.auth.scenes.successions import succeeded
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN

NAMED = {"email": "fag@husbanken.example", "name": "Fagperson"}


class TestProvisioning:
    @pytest.fixture
    def api(self, with_issuers: WithIssuers, issuer: LoopbackIssuer) -> Api:
        issuer.claims = dict(NAMED)
        return with_issuers(entra(issuer, "provisions = true"))

    def test_gives_nothing_back_at_the_successor_either(
        self, api: Api, database: Database, issuer: LoopbackIssuer
    ) -> None:
        """The issuer goes on vouching for the body by its old number."""
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        (person,) = people(database)
        end_memberships(database, person.id)
        succeeded(database, HUSBANKEN, BAERUM)
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        assert roles_of(database, person.id) == {}

    def test_makes_an_employee_of_the_successor_who_stays_logged_in(
        self, api: Api, database: Database, issuer: LoopbackIssuer
    ) -> None:
        succeeded(database, HUSBANKEN, BAERUM)
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        (person,) = people(database)
        assert roles_of(database, person.id) == {BAERUM: "employee"}
        end_unvouched_job(api.app.state.issuers).work(database)
        with database.read() as session:
            assert [one.ended_at for one in session.scalars(select(LoginSession))] == [None]
