"""The operator's import of people: members with tokens in one transaction, in development only."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from jose import jwt
from sqlalchemy import func, select

from services.auth.credentials.passwords import Attempt, prove_password
from services.auth.operator.errors import OperationRefused
from services.auth.operator.imports import NewMember, import_members
from services.auth.people.models import Person
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.scheme.roles import Role
from tests.auth.scenes.events import emitted
from tests.support.callers import BAERUM, HUSBANKEN
from tests.support.databases import copied_database

PASSWORD = "en lang setning for importen"
LEADER = NewMember(name="HR-koordinator, Bærum", email="hr@baerum.example", orgnr=BAERUM, role=Role.COORDINATOR)
EMPLOYEE = NewMember(name="Jurist, Husbanken", email="jurist@husbanken.example", orgnr=HUSBANKEN, role=Role.EMPLOYEE)


@pytest.fixture
def settings(prepared: tuple[str, str]) -> Iterator[AuthSettings]:
    with copied_database(*prepared) as url:
        yield AuthSettings(database_url=url, second_factor="required")


@pytest.fixture
def database(settings: AuthSettings) -> Iterator[Database]:
    database = Database(settings.database_url, Table.metadata)
    yield database
    database.close()


class TestImportMembers:
    def test_makes_members_who_log_in_and_returns_their_tokens(
        self, settings: AuthSettings, database: Database
    ) -> None:
        tokens = import_members(settings, [LEADER, EMPLOYEE], password=PASSWORD)
        claims = [jwt.get_unverified_claims(token) for token in tokens]
        assert [(one["org"], one["roles"][0]) for one in claims] == [(BAERUM, "coordinator"), (HUSBANKEN, "employee")]
        granted = emitted(database, "membership.granted")
        assert [event["data"]["persons"] for event in granted] == [[one["sub"]] for one in claims]
        for member, claim in zip((LEADER, EMPLOYEE), claims, strict=True):
            attempt = Attempt(email=member.email, password=PASSWORD, source="192.0.2.1")
            assert str(prove_password(database, settings, attempt).id) == claim["sub"]

    def test_makes_nobody_where_one_has_an_account(self, settings: AuthSettings, database: Database) -> None:
        with pytest.raises(Busy):
            import_members(settings, [EMPLOYEE, LEADER, replace(LEADER, orgnr=HUSBANKEN)], password=PASSWORD)
        with database.read() as session:
            assert session.scalar(select(func.count()).select_from(Person)) == 0
        assert emitted(database, "membership.granted") == []

    def test_is_refused_outside_development(self, settings: AuthSettings, database: Database) -> None:
        abroad = settings.model_copy(update={"environment": "production"})
        with pytest.raises(OperationRefused, match="development"):
            import_members(abroad, [EMPLOYEE], password=PASSWORD)
        with database.read() as session:
            assert session.scalar(select(func.count()).select_from(Person)) == 0
