"""auth's migrations end in auth's tables, and go back to an empty database."""

from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from services.auth.tables import Table
from services.kit.data.database import engine_for
from services.kit.data.migrations import downgrade, upgrade


class TestHistory:
    def test_ends_where_the_models_stand(self, database_url: str) -> None:
        engine = engine_for(database_url, connections=2)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Table.metadata) == []
        engine.dispose()


def test_goes_down_and_up_again(empty_url: str) -> None:
    upgrade("auth", empty_url)
    downgrade("auth", empty_url, revision="base")
    engine = engine_for(empty_url, connections=2)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    upgrade("auth", empty_url)


def test_signing_keys_keep_their_rows_on_the_way_up_and_down(empty_url: str) -> None:
    engine = engine_for(empty_url, connections=2)
    upgrade("auth", empty_url, revision="0012")
    with engine.begin() as connection:
        values = "'2026-03-02 12:00:00+00:00', true, 'sealed', '{}'"
        columns = "kid, created_at, active, private_pem, public"
        connection.execute(text(f"INSERT INTO signing_keys ({columns}) VALUES ('first', {values})"))
    upgrade("auth", empty_url, revision="0013")
    with engine.begin() as connection:
        kept = connection.execute(text("SELECT kid, state, private_pem FROM signing_keys")).one()
        assert tuple(kept) == ("first", "active", "sealed")
        for state in ("retiring", "revoked"):
            moment = "'2026-03-02 12:00:00+00:00'"
            columns = "kid, created_at, state, since, public"
            connection.execute(
                text(f"INSERT INTO signing_keys ({columns}) VALUES ('{state}', {moment}, '{state}', {moment}, '{{}}')")
            )
    downgrade("auth", empty_url, revision="0012")
    with engine.begin() as connection:
        published = connection.execute(text("SELECT kid, active FROM signing_keys ORDER BY kid")).all()
    assert [(kid, bool(active)) for kid, active in published] == [("first", True), ("retiring", False)]
    engine.dispose()


def test_clients_keep_their_secrets_on_the_way_up_and_down(empty_url: str) -> None:
    engine = engine_for(empty_url, connections=2)
    upgrade("auth", empty_url, revision="0004")
    columns = "id, version, created_at, client_id, kind, name, secret_hash, scopes, redirect_uris"
    values = ":id, 1, '2026-03-02 12:00:00+00:00', :client_id, :kind, 'x', :secret, '[]', '[]'"
    insert = f"INSERT INTO clients ({columns}) VALUES ({values})"
    ours = [("cli", "public", None), ("pool", "service", "h")]
    with engine.begin() as connection:
        for client_id, kind, secret in ours:
            given = {"id": uuid4().hex, "client_id": client_id, "kind": kind, "secret": secret}
            connection.execute(text(insert), given)
    upgrade("auth", empty_url, revision="0005")
    with engine.begin() as connection:
        query = "SELECT client_id, token_endpoint_auth_method, secret_hash FROM clients ORDER BY client_id"
        kept = [tuple(row) for row in connection.execute(text(query))]
    assert kept == [("cli", "none", None), ("pool", "client_secret_basic", "h")]
    for change in ("secret_hash = NULL", "token_endpoint_auth_method = 'none'", "kind = 'robot'"):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(text(f"UPDATE clients SET {change} WHERE client_id = 'pool'"))
    downgrade("auth", empty_url, revision="0004")
    with engine.begin() as connection:
        query = "SELECT client_id, kind, secret_hash FROM clients ORDER BY client_id"
        assert [tuple(row) for row in connection.execute(text(query))] == ours
    engine.dispose()


MOMENT, BODY = "'2026-03-02 12:00:00+00:00'", "942114184"
Known = tuple[str, str, str | None, str | None]  # kind, method, orgnr, role
APPS: list[Known] = [("public", "none", None, None), ("public", "none", BODY, None)]
SYSTEMS: list[Known] = [("agency", "private_key_jwt", BODY, "employee")]
IMPOSSIBLE: list[Known] = [
    ("public", "none", BODY, "employee"),
    ("agency", "private_key_jwt", BODY, None),
    ("agency", "private_key_jwt", None, "employee"),
    ("service", "private_key_jwt", BODY, None),
    ("service", "private_key_jwt", None, "employee"),
]


def test_apps_of_bodies_end_on_the_way_down_and_other_clients_stay(empty_url: str) -> None:
    engine = engine_for(empty_url, connections=2)
    upgrade("auth", empty_url, revision="0022")
    with engine.begin() as connection:
        expected = "orgnr, id, joined_at, level, sector, name_nb, name_nn, name_en, version, state"
        known = f"'{BODY}', '{uuid4().hex}', {MOMENT}, 'state', 'x', 'x', 'x', 'x', 1, 'joined'"
        connection.execute(text(f"INSERT INTO organisations ({expected}) VALUES ({known})"))
    for client in APPS + SYSTEMS:
        _insert_client(engine, *client)
    for client in IMPOSSIBLE:
        with pytest.raises(IntegrityError):
            _insert_client(engine, *client)
    downgrade("auth", empty_url, revision="0021")
    with engine.begin() as connection:
        left = connection.execute(text("SELECT client_id FROM clients ORDER BY client_id"))
        assert [client_id for (client_id,) in left] == [f"agency-{BODY}", "public-None"]
    engine.dispose()


def _insert_client(engine: Engine, kind: str, method: str, orgnr: str | None, role: str | None) -> None:
    columns = "id, version, created_at, client_id, kind, name, token_endpoint_auth_method, public_keys, scopes"
    values = f":id, 1, {MOMENT}, :client_id, :kind, 'x', :method, '{{}}', '[]', '[]', :orgnr, :role"
    given = {"id": uuid4().hex, "client_id": f"{kind}-{orgnr}", "kind": kind, "method": method}
    with engine.begin() as connection:
        insert = text(f"INSERT INTO clients ({columns}, redirect_uris, orgnr, role) VALUES ({values})")
        connection.execute(insert, given | {"orgnr": orgnr, "role": role})
