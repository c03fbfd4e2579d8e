"""What the pool's migrations make of the rows that are there."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine, column, select, text

from services.kit import clock
from services.kit.data.database import engine_for
from services.kit.data.migrations import downgrade, upgrade
from services.kit.data.tables import UtcDateTime
from tests.support.service_fixtures import empty_url_fixture

empty_url = empty_url_fixture()


def test_fields_learn_where_their_experts_are_available(empty_url: str) -> None:
    engine = engine_for(empty_url, connections=2)
    upgrade("pool", empty_url, revision="0004")
    given = {"available": "oslo", "paused": "akershus"}
    columns = "version, home_org, created_at, name, title, about, named, fields, skills, languages, wanted_learning, "
    values = "1, '935478715', '2026-03-02 12:00:00+00:00', 'x', 'x', 'x', false, '[]', '[]', '[]', '[]', "
    columns += "windows, percentage, remote, clearance, alerts, id, person_id, state, county"
    values += "'[]', 100, true, 'none', false, :id, :state, :state, :county"
    with engine.begin() as connection:
        for state, county in given.items():
            expert = {"id": uuid4().hex, "state": state, "county": county}
            connection.execute(text(f"INSERT INTO experts ({columns}) VALUES ({values})"), expert)
            fields = "INSERT INTO expert_fields (expert_id, field) VALUES (:id, :state)"
            connection.execute(text(fields), {"id": expert["id"], "state": state})
    upgrade("pool", empty_url, revision="0005")
    with engine.begin() as connection:
        query = "SELECT field, available_in FROM expert_fields ORDER BY field"
        assert [tuple(row) for row in connection.execute(text(query))] == [("available", "oslo"), ("paused", None)]
    upgrade("pool", empty_url, revision="0008")
    with engine.begin() as connection:
        homes = connection.execute(text("SELECT home_org FROM expert_fields")).scalars().all()
        assert homes == ["935478715"] * len(given)
    downgrade("pool", empty_url, revision="0004")
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM expert_fields")).scalar_one() == len(given)
    engine.dispose()


def test_states_published_before_hide_the_kinds_of_few(empty_url: str) -> None:
    """And move to the end of the feed, where an index that is up to date finds them."""
    engine = engine_for(empty_url, connections=2)
    upgrade("pool", empty_url, revision="0006")
    kinds = {"few": ("state", "food"), "many": ("municipal", "municipality"), "none": None}
    with engine.begin() as connection:
        for n in range(6):
            level, sector = kinds["few" if n == 0 else "many"] or ("", "")
            body = {"orgnr": f"{n}", "level": level, "sector": sector}
            connection.execute(text("INSERT INTO organisations VALUES (:orgnr, :level, :sector)"), body)
        for n, (key, kind) in enumerate(kinds.items(), start=1):
            state = kind and f'{{"level": "{kind[0]}", "sector": "{kind[1]}", "home": "1"}}'
            row = {"id": key, "n": n, "state": state}
            connection.execute(text("INSERT INTO state_feed (id, n, state) VALUES (:id, :n, :state)"), row)
        connection.execute(text("UPDATE feed_head SET states = 3"))
    upgrade("pool", empty_url, revision="0007")
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT id, n, state FROM state_feed ORDER BY n")).all()
        assert [(row.id, row.n) for row in rows] == [("many", 2), ("none", 3), ("few", 4)]
        assert "municipality" in str(rows[0].state)
        assert "food" not in str(rows[2].state)
        assert "home" in str(rows[2].state)
        assert connection.execute(text("SELECT states FROM feed_head")).scalar_one() == 4
    upgrade("pool", empty_url, revision="0009")
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT id, n, state FROM state_feed ORDER BY n")).all()
        assert [(row.id, row.n) for row in rows] == [("none", 3), ("few", 4), ("many", 5)]
        assert "municipality" not in str(rows[2].state)
    downgrade("pool", empty_url, revision="0006")
    engine.dispose()


def insert_experts(connection: Connection, *states: str) -> None:
    """An expert in each state, with a field that is found."""
    columns = "version, home_org, created_at, name, title, about, named, skills, languages, wanted_learning, windows, "
    values = "1, '935478715', '2026-03-02 12:00:00+00:00', 'x', 'x', 'x', false, '[]', '[]', '[]', '[]', "
    columns += "percentage, remote, clearance, alerts, fields, id, person_id, state"
    values += """100, true, 'none', false, '[{"field": "data", "level": 1}]', :id, :person, :state"""
    row = "INSERT INTO expert_fields (expert_id, field, home_org) VALUES (:id, 'data', '935478715')"
    for state in states:
        expert = {"id": uuid4().hex, "person": uuid4().hex, "state": state}
        connection.execute(text(f"INSERT INTO experts ({columns}) VALUES ({values})"), expert)
        connection.execute(text(row), {"id": expert["id"]})


def count_fields(engine: Engine) -> int:
    with engine.begin() as connection:
        fields = text("SELECT count(*) FROM expert_fields WHERE field = 'data'")
        return int(connection.execute(fields).scalar_one())


def test_fields_of_others_than_the_available_are_kept_no_more(empty_url: str) -> None:
    engine = engine_for(empty_url, connections=2)
    upgrade("pool", empty_url, revision="0012")
    with engine.begin() as connection:
        insert_experts(connection, "available", "paused")
    for go, revision, count in ((upgrade, "0013", 1), (downgrade, "0012", 2)):
        go("pool", empty_url, revision=revision)
        assert count_fields(engine) == count
    engine.dispose()


def test_every_profile_is_found_by_its_terms(empty_url: str) -> None:
    """Also those past the first thousand; one that nothing tells of has none. Few of a kind hide their kind."""
    engine, many = engine_for(empty_url, connections=2), 1_001
    upgrade("pool", empty_url, revision="0018")
    kinds = {n: ("municipal", "municipality") if n < 6 else ("state", "food") for n in range(7)}
    with engine.begin() as connection:
        body = text("INSERT INTO organisations (orgnr, level, sector) VALUES (:orgnr, :level, :sector)")
        for n, (level, sector) in kinds.items():
            connection.execute(body, {"orgnr": f"{n}", "level": level, "sector": sector})
        insert_experts(connection, "available", *["draft"] * many)
        insert_experts(connection, "available")
        connection.execute(text("UPDATE experts SET home_org = '0' WHERE state = 'available'"))
    assert terms_after(engine, empty_url) == {
        "word:x": many + 2,
        "own-field:data": many + 2,
        "field:data": 2,
        "remote:true": 2,
        "level:municipal": 2,
        "sector:municipality": 2,
    }
    with engine.begin() as connection:
        connection.execute(text("UPDATE experts SET home_org = '6', title = '-', fields = '[]'"))
    downgrade("pool", empty_url, revision="0018")
    assert terms_after(engine, empty_url) == {"remote:true": 2}
    downgrade("pool", empty_url, revision="0018")
    engine.dispose()


def terms_after(engine: Engine, url: str) -> dict[str, int]:
    """How many experts have each term once they are found by terms."""
    upgrade("pool", url, revision="0019")
    with engine.begin() as connection:
        terms = connection.execute(text("SELECT term, count(*) FROM expert_terms GROUP BY term"))
        return {row[0]: row[1] for row in terms}


def test_profiles_get_the_moment_they_were_touched_and_lose_nothing(empty_url: str) -> None:
    """Those of before count as touched when the migration runs, so that nobody's profile ends without notice."""
    engine = engine_for(empty_url, connections=2)
    upgrade("pool", empty_url, revision="0015")
    with engine.begin() as connection:
        insert_experts(connection, "available", "draft")
    upgrade("pool", empty_url, revision="0016")
    assert count_fields(engine) == 2
    with engine.begin() as connection:
        touched = connection.scalars(select(column("touched_at", UtcDateTime)).select_from(text("experts"))).all()
        assert [clock.now() - one < timedelta(minutes=10) for one in touched] == [True, True]
    downgrade("pool", empty_url, revision="0015")
    assert count_fields(engine) == 2
    engine.dispose()
