"""The operator's commands for public bodies."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col
from typer.testing import CliRunner

from ressurspool.ops.commands.app import app
from services.auth.audit.models import AuditEntry
from services.auth.bodies.models import Organisation
from services.auth.operator.preparation import prepare
from services.auth.operator.register import register_entry
from services.auth.people.models import Membership, Person
from services.auth.people.repository import People
from services.auth.proposals.schemas import ProposalCreate
from services.auth.proposals.service import confirm_proposal, propose_body
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit.data.database import Database
from services.kit.data.migrations import upgrade
from tests.auth.scenes.register import OWNED, PRIVATE, STATE, SUB_UNIT, register
from tests.support.callers import BAERUM, HUSBANKEN
from tests.support.strangers import Stranger

NOWHERE = "http://127.0.0.1:9"
ADD = ("add", STATE, "--sector", "transport")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path}/auth.db"
    monkeypatch.setenv("AUTH_DATABASE_URL", url)
    monkeypatch.setenv("AUTH_REGISTER_URL", NOWHERE)
    monkeypatch.setenv("AUTH_REGISTER_SECONDS", "60")  # a busy machine is not a wrong answer
    upgrade("auth", url)
    database = Database(url, Table.metadata)
    yield database
    database.close()


@pytest.fixture
def there(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stranger]:
    with register() as registry:
        monkeypatch.setenv("AUTH_REGISTER_URL", registry.address)
        yield registry


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["organisations", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def proposal(there: Stranger, database: Database) -> None:
    """A proposal whose address is proven."""
    asked = ProposalCreate(orgnr=STATE, name="HR-leder", email="hr@vegvesen.example")
    with database.write() as session:
        propose_body(session, AuthSettings(), asked, source="192.0.2.1")
        (row,) = session.execute(Table.metadata.tables["proposals"].select()).all()
        confirm_proposal(session, row.token_hash)


class TestAdd:
    def test_registers_a_body_the_register_knows(self, there: Stranger) -> None:
        code, said = run(*ADD)
        assert (code, said.startswith("ET VEGVESEN\n"), "rename" in said) == (0, True, True)
        assert run(*ADD) == (1, "Refused: already-joined\n")

    def test_refuses_what_is_not_public(self, there: Stranger) -> None:
        expected = "Refused: not-public-body registered=not_public_sector\n"
        assert run("add", PRIVATE, "--sector", "transport") == (1, expected)

    def test_refuses_a_number_with_a_wrong_check_digit(self, there: Stranger) -> None:
        assert run("add", "123456789", "--sector", "transport") == (1, "Refused: invalid /orgnr\n")

    def test_goes_on_for_a_while_without_the_register(
        self, there: Stranger, monkeypatch: pytest.MonkeyPatch, database: Database
    ) -> None:
        register_entry(database, AuthSettings(), STATE)
        monkeypatch.setenv("AUTH_REGISTER_URL", NOWHERE)
        assert run(*ADD)[0] == 0

    def test_says_that_the_register_is_down(self, database: Database) -> None:
        assert run(*ADD) == (1, "Refused: register-unavailable\n")


@pytest.mark.usefixtures("proposal")
class TestProposals:
    def test_are_listed_with_what_the_register_says(self) -> None:
        expected = f"{STATE}: the register has not answered; by HR-leder <hr@vegvesen.example>\n"
        assert run("proposals") == (0, expected)

    def test_are_accepted(self) -> None:
        expected = "Joined. An invitation is on its way to hr@vegvesen.example.\n"
        assert run("accept", STATE, "--sector", "transport") == (0, expected)
        assert run("proposals") == (0, "")

    def test_are_rejected_with_a_reason(self) -> None:
        assert run("reject", STATE, "--reason", "because")[0] == 2
        assert run("reject", STATE, "--reason", "not_its_person") == (0, "")
        assert run("reject", STATE, "--reason", "not_its_person") == (1, "Refused: not-found\n")


def people(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["people", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def coordinator(database: Database) -> str:
    """The address of a body's only coordinator."""
    prepare(database, AuthSettings())
    return member_of(database, "hr@husbanken.example")


def member_of(database: Database, email: str) -> str:
    with database.write() as session:
        somebody = Person(email=email, name="HR-koordinator", language="nb")
        People(session).add(somebody)
        session.add(Membership(person_id=somebody.id, orgnr=HUSBANKEN, role="coordinator"))
    return email


class TestPeoplesNames:
    def test_are_mended(self, coordinator: str, database: Database) -> None:
        assert people("rename", coordinator, "Prosjektleder ved flytting") == (0, "renamed\n")
        with database.read() as session:
            renamed = People(session).find_by_email(coordinator)
        assert renamed is not None
        assert renamed.name == "Prosjektleder ved flytting"
        assert people("rename", coordinator, "\u200b") == (1, "Refused: invalid /name\n")
        assert people("rename", "ingen@husbanken.example", "Noen") == (1, "Refused: not-found\n")


class TestRoles:
    def test_are_given_taken_and_ended(self, coordinator: str) -> None:
        assert people("grant", coordinator, HUSBANKEN, "king")[0] == 2
        assert people("revoke", coordinator, HUSBANKEN) == (1, "Refused: last-coordinator\n")
        assert people("revoke", coordinator, HUSBANKEN, "--force") == (0, "")
        assert run("warnings") == (0, f"{HUSBANKEN} Husbanken: no coordinator\n")
        assert people("grant", coordinator, HUSBANKEN, "broker") == (0, "")
        assert people("grant", coordinator, BAERUM, "admin") == (0, "")
        assert people("remove", coordinator, BAERUM) == (0, "")
        assert people("remove", coordinator, BAERUM) == (1, "Refused: not-found\n")


@pytest.mark.usefixtures("coordinator")
class TestLeave:
    def test_is_done_once(self) -> None:
        assert run("leave", HUSBANKEN) == (0, "")
        assert run("leave", HUSBANKEN) == (1, "Refused: wrong-state legal=['rejoin']\n")
        assert run("warnings") == (0, "")


class TestNames:
    def test_are_given_where_a_body_is_added(self, there: Stranger, database: Database) -> None:
        names = ("--name-nb", "Et vegvesen", "--name-en", "A Roads Authority")
        assert run(*ADD, *names) == (0, "Et vegvesen\n")
        assert names_of(database, STATE) == ("Et vegvesen", "Et vegvesen", "A Roads Authority")

    def test_are_changed_later_and_one_that_is_not_given_stays(self, there: Stranger, database: Database) -> None:
        run(*ADD)
        changed = run("rename", STATE, "--name-nb", "Et vegvesen", "--name-nn", "Eit vegvesen")
        assert changed == (0, "nb: Et vegvesen\nnn: Eit vegvesen\nen: ET VEGVESEN\n")
        assert names_of(database, STATE) == ("Et vegvesen", "Eit vegvesen", "ET VEGVESEN")
        with database.read() as session:
            entry = session.scalars(select(AuditEntry).where(col(AuditEntry.action) == "organisation.changed")).one()
        assert (entry.orgnr, entry.client_id) == (STATE, "ressurspool-ops")

    def test_are_refused_where_nothing_can_be_seen(self, coordinator: str) -> None:
        assert run("rename", HUSBANKEN, "--name-nb", " ") == (1, "Refused: invalid /name_nb\n")
        assert run("rename", HUSBANKEN)[0] == 2
        assert run("rename", "123456789", "--name-nb", "X") == (1, "Refused: not-found\n")


class TestOwnedEnterprise:
    def test_joins_by_the_operators_word_with_a_level(self, there: Stranger) -> None:
        add = ("add", OWNED, "--sector", "housing")
        code, said = run(*add, "--level", "state")
        assert (code, "3900" in said, "--owned-enterprise --level state|county" in said) == (1, True, True)
        assert run(*add, "--owned-enterprise")[0] == 1
        assert run(*add, "--owned-enterprise", "--level", "state", "--name-nb", "Banken") == (0, "Banken\n")

    def test_is_not_what_is_private_or_public_itself(self, there: Stranger) -> None:
        word = ("--owned-enterprise", "--level", "state")
        expected = "Refused: not-public-body registered=not_public_sector\n"
        for given in (word, word[1:]):
            assert run("add", PRIVATE, "--sector", "transport", *given) == (1, expected)
        code, said = run(*ADD, *word)
        assert (code, "leave --owned-enterprise out" in said) == (1, True)
        assert run("add", HUSBANKEN, "--sector", "housing", *word)[0] == 1

    def test_a_sub_unit_is_named_its_parent(self, there: Stranger) -> None:
        assert run("add", SUB_UNIT, "--sector", "transport") == (1, f"Refused: sub-unit parent={STATE}\n")


@pytest.mark.usefixtures("coordinator")
class TestSucceed:
    def test_prints_what_passes_and_is_repeatable(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        for service in ("pool", "needs", "matching", "placements", "notify"):
            monkeypatch.setenv(f"{service.upper()}_DATABASE_URL", f"sqlite:///{tmp_path}/{service}.db")
        upgrade("needs", f"sqlite:///{tmp_path}/needs.db")
        code, said = run("succeed", HUSBANKEN, BAERUM, "--dry-run")
        assert (code, "auth: 1 members\n" in said, "needs: 0 needs.host_org\n" in said) == (0, True, True)
        assert "pool: not counted, its database is not here\n" in said
        assert "auth: 1 members\n" in run("succeed", HUSBANKEN, BAERUM)[1]
        code, again = run("succeed", HUSBANKEN, BAERUM)
        assert (code, "auth: 0 members\n" in again) == (0, True)

    def test_says_why_not(self) -> None:
        assert run("succeed", HUSBANKEN, HUSBANKEN) == (1, "Refused: cannot-succeed because=same_body\n")
        assert run("succeed", HUSBANKEN, STATE, "--dry-run") == (1, f"Refused: not-found orgnr={STATE}\n")


def names_of(database: Database, orgnr: str) -> tuple[str, str, str]:
    with database.read() as session:
        body = session.scalars(select(Organisation).where(col(Organisation.orgnr) == orgnr)).one()
    return body.name_nb, body.name_nn, body.name_en
