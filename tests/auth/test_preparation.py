"""How start-up fills an empty database."""

from pathlib import Path
from typing import Any

import pytest

from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.auth.clients.models import Client
from services.auth.clients.repository import Clients
from services.auth.operator.preparation import BODIES, prepare, read_bodies
from services.auth.settings import AuthSettings
from services.kit.data.database import Database
from services.kit.data.pagination import PageRequest
from services.kit.environment import SettingsRefused
from services.kit.events.feed import events_page
from services.scheme.organisations import is_orgnr
from services.scheme.services import SERVICES
from tests.auth.scenes.events import emitted
from tests.support.callers import HUSBANKEN

SAFE: dict[str, Any] = {"database_url": "postgresql+psycopg://db/auth", "origin": "https://ressurspool.example"}
OWN_SECRET = "0123456789abcdef0123456789abcdef"  # as long as it must be
EVERYTHING = PageRequest.of(cursor=None, limit=100)


def joined(database: Database) -> list[str]:
    return [event["subject"] for event in emitted(database, "organisation.joined")]


class TestPrepare:
    def test_loads_the_public_bodies_and_emits_each_once(self, database: Database, settings: AuthSettings) -> None:
        prepare(database, settings)
        with database.read() as session:
            bodies: list[Organisation] = list(Organisations(session).list_joined(paging=EVERYTHING).items)
        assert len(bodies) == 53
        assert all(is_orgnr(body.orgnr) for body in bodies)
        assert sorted(joined(database)) == sorted(body.orgnr for body in bodies)

    def test_emits_sector_and_level(self, database: Database) -> None:
        page = events_page(database, after="", limit=1000, source="/auth", orgnr=None)
        (husbanken,) = [event for event in page.items if event["subject"] == HUSBANKEN]
        assert husbanken["data"]["codes"] == {"level": "state", "sector": "housing"}
        assert husbanken["data"]["orgs"] == [HUSBANKEN]

    def test_registers_our_own_clients(self, database: Database) -> None:
        names = ("docs", "cli", *(name for name in SERVICES if name != "auth"))
        with database.read() as session:
            clients = {name: Clients(session).find(name) for name in names}
        assert all(clients.values())
        assert clients["docs"] is not None
        assert "http://localhost:8000/pool/docs/oauth2-redirect" in clients["docs"].redirect_uris
        assert clients["pool"] is not None
        assert clients["pool"].scopes == ["feed:read", "standing:read", "name:read"]
        assert clients["needs"] is not None
        assert clients["needs"].scopes == ["feed:read", "standing:read"]
        assert clients["notify"] is not None
        assert "contact:read" in clients["notify"].scopes

    def test_takes_a_changed_secret_over(self, database: Database) -> None:
        before = _client(database, "pool")
        prepare(database, AuthSettings(service_secrets={"pool": "another"}))
        after = _client(database, "pool")
        assert before.id == after.id
        assert before.secret_hash != after.secret_hash


class TestReadBodies:
    def test_refuses_a_wrong_check_digit(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="organisation_number"):
            read_bodies(_file(tmp_path, "991825828,state,digitalisation,A,B,C"))

    def test_refuses_a_body_twice(self, tmp_path: Path) -> None:
        row = "991825827,state,digitalisation,A,B,C"
        with pytest.raises(ValueError, match="more than once"):
            read_bodies(_file(tmp_path, row, row))

    def test_refuses_a_missing_name(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="name_en"):
            read_bodies(_file(tmp_path, "991825827,state,digitalisation,A,B,"))


class TestSettings:
    @pytest.mark.parametrize(
        "secrets",
        [{}, {"key_passphrase": OWN_SECRET}, {"service_secrets": {"pool": OWN_SECRET}}],
    )
    def test_refuse_to_start_in_production_with_a_default_secret(self, secrets: dict[str, Any]) -> None:
        with pytest.raises(SettingsRefused, match="development value"):
            AuthSettings(environment="production", **secrets)

    def test_start_in_production_with_secrets_of_ones_own(self) -> None:
        own: dict[str, Any] = {"service_secrets": {"pool": OWN_SECRET}, "key_passphrase": OWN_SECRET}
        assert AuthSettings(environment="production", **SAFE, **own).environment == "production"

    @pytest.mark.parametrize("secret", ["", "x", OWN_SECRET[:31]])
    @pytest.mark.parametrize("weak", ["service_secrets", "key_passphrase"])
    def test_refuse_to_start_in_production_with_an_empty_or_short_secret(self, weak: str, secret: str) -> None:
        own: dict[str, Any] = {"service_secrets": {"pool": OWN_SECRET}, "key_passphrase": OWN_SECRET}
        own[weak] = {"pool": OWN_SECRET, "needs": secret} if weak == "service_secrets" else secret
        with pytest.raises(SettingsRefused, match=f"AUTH_{weak.upper()}.* is too short"):
            AuthSettings(environment="production", **own)


def _client(database: Database, client_id: str) -> Client:
    with database.read() as session:
        client = Clients(session).find(client_id)
    assert client is not None
    return client


def _file(folder: Path, *rows: str) -> Path:
    header = BODIES.read_text(encoding="utf-8").splitlines()[0]
    file = folder / "bodies.csv"
    file.write_text("\n".join([header, *rows]), encoding="utf-8")
    return file
