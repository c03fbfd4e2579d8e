"""Messages between the employee and the host: 20 in all while a candidacy is open, and nothing is left afterwards."""

from datetime import date
from typing import Any
from uuid import uuid4

import httpx
import pytest

from services.kit.data.database import Database
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.calendar import complete_due, start_due
from tests.placements.factories import Cast, some_day
from tests.placements.need_events import events_of, handle
from tests.placements.traces import CANARY, stored
from tests.support.acts import last_act, said_by
from tests.support.api import assert_problem
from tests.support.callers import LANEKASSEN, person
from tests.support.shown import assert_shown_alike

Headers = dict[str, str]


def write(cast: Cast, candidacy_id: str, by: Headers, text: Any = CANARY) -> httpx.Response:
    return cast.api.post(f"/v1/candidacies/{candidacy_id}/messages", by, json={"text": text})


def read(cast: Cast, candidacy_id: str, headers: Headers, query: str = "") -> dict[str, Any]:
    answer = cast.api.get(f"/v1/candidacies/{candidacy_id}/messages{query}", headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def texts(cast: Cast, candidacy_id: str, headers: Headers) -> list[tuple[str, str]]:
    return [(one["side"], one["text"]) for one in read(cast, candidacy_id, headers)["items"]]


class TestWriting:
    def test_both_sides_write_and_read(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        said = [
            (cast.host, "host", "Når kan du begynne?"),
            (cast.employee, "employee", "I mars."),
            (cast.requester, "host", "Fint"),
        ]
        for headers, _, text in said:
            assert write(cast, candidacy_id, headers, text).status_code == 201
        for reader in (cast.employee, cast.host, cast.requester):
            assert texts(cast, candidacy_id, reader) == [(side, text) for _, side, text in said]

    def test_a_message_is_read_where_it_is(self, cast: Cast) -> None:
        candidacy_id = cast.invited()
        written = write(cast, candidacy_id, cast.employee)
        place = written.headers["Location"]
        assert_shown_alike(cast.api.get(place, cast.requester), written)
        assert cast.api.get(place, cast.home).status_code == 403
        other = cast.api.get(place.replace(candidacy_id, Cast(cast.api, cast.peers).invited()), cast.host)
        assert_problem(other, 404, "not-found")

    def test_one_who_is_invited_asks_before_they_are_known(self, cast: Cast) -> None:
        """The host reads the side, and no name, number or home agency."""
        candidacy_id = cast.invited()
        assert write(cast, candidacy_id, cast.employee).status_code == 201
        page = cast.api.get(f"/v1/candidacies/{candidacy_id}/messages", cast.host).text
        assert cast.expert.person_id not in page
        assert cast.expert.home_org not in page

    def test_an_idempotency_key_writes_once(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        key = {"Idempotency-Key": str(uuid4())}
        first, again = (write(cast, candidacy_id, cast.employee | key) for _ in range(2))
        assert first.json() == again.json()
        assert len(texts(cast, candidacy_id, cast.employee)) == 1

    def test_pages_begin_with_the_oldest(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        for number in range(3):
            write(cast, candidacy_id, cast.employee, str(number))
        first = read(cast, candidacy_id, cast.host, "?limit=2")
        rest = read(cast, candidacy_id, cast.host, f"?cursor={first['next']}")
        assert [one["text"] for one in first["items"] + rest["items"]] == ["0", "1", "2"]
        assert [one["number"] for one in first["items"] + rest["items"]] == [1, 2, 3]

    @pytest.mark.parametrize("text", ["", " \u200b\n", "a" * 2001, "\u202eomvendt", "\x1b[31m", 7, None])
    def test_a_text_is_like_other_texts_and_of_2000_signs(self, cast: Cast, text: Any) -> None:
        candidacy_id = cast.applied()
        assert write(cast, candidacy_id, cast.employee, text).status_code == 422
        assert read(cast, candidacy_id, cast.employee)["items"] == []

    @pytest.mark.parametrize("text", ["a" * 2000, "<b>æøå</b>\n«100 %»", "שלום 👩‍👧"])
    def test_it_is_kept_as_it_was_written(self, cast: Cast, text: str) -> None:
        candidacy_id = cast.applied()
        assert write(cast, candidacy_id, cast.employee, text).json()["text"] == text

    def test_twenty_in_all(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        for number in range(20):
            assert write(cast, candidacy_id, (cast.employee, cast.host)[number % 2]).status_code == 201
        for headers in (cast.employee, cast.host):
            refused = assert_problem(write(cast, candidacy_id, headers), 409, "dialogue-full")
            assert refused["most"] == 20
        assert len(texts(cast, candidacy_id, cast.host)) == 20

    def test_a_requester_who_is_the_employee_writes_as_that(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        both = person("requester", cast.need.host_org, sub=cast.expert.person_id)
        assert write(cast, candidacy_id, both).json()["side"] == "employee"

    def test_in_reserve_too(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.applied()
        handle(database, cast, "filled", version=5)
        assert write(cast, candidacy_id, cast.employee).status_code == 201


class TestTheHomeAgency:
    def test_reads_and_writes_nothing(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        path = f"/v1/candidacies/{candidacy_id}/messages"
        assert_problem(cast.api.get(path, cast.home), 403, "not-permitted")
        assert_problem(write(cast, candidacy_id, cast.home), 403, "not-permitted")
        assert cast.api.get(path, person("coordinator", LANEKASSEN)).status_code == 404

    def test_does_not_learn_that_something_was_written(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        path, audit = f"/v1/candidacies/{candidacy_id}", f"/v1/audit?subject={candidacy_id}"
        before = cast.api.get(path, cast.home)
        write(cast, candidacy_id, cast.employee)
        write(cast, candidacy_id, cast.host)
        after = cast.api.get(path, cast.home)
        assert (after.content, after.headers["ETag"]) == (before.content, before.headers["ETag"])
        assert "wrote" not in cast.api.get(audit, cast.home).text
        for reader in (cast.employee, cast.host):
            assert "candidacy.employee_wrote" in cast.api.get(audit, reader).text


class TestTheEvent:
    def test_says_who_wrote_and_not_what(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        ids = [write(cast, candidacy_id, headers).json()["id"] for headers in (cast.employee, cast.host)]
        (first, of_employee), (second, of_host) = events_of(cast, candidacy_id)[-2:]
        assert (first, second) == ("candidacy.employee_wrote", "candidacy.host_wrote")
        assert [(one["party"], one["message_id"]) for one in (of_employee, of_host)] == [
            ("employee", ids[0]),
            ("host", ids[1]),
        ]
        assert CANARY not in str((of_employee, of_host))

    def test_is_of_the_hosts_feed_alone(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        write(cast, candidacy_id, cast.employee)
        scope = "events:read"
        of_home = person("coordinator", cast.expert.home_org, scope=scope)
        of_host = person("coordinator", cast.need.host_org, scope=scope)
        assert "employee_wrote" not in cast.api.get("/v1/events", of_home).text
        page = cast.api.get("/v1/events", of_host).text
        assert "employee_wrote" in page
        assert cast.expert.home_org not in page

    def test_who_wrote_is_recorded(self, cast: Cast, database: Database) -> None:
        write(cast, cast.applied(), cast.host)
        act = last_act(database)
        assert said_by(act) == ("candidacy.host_wrote", cast.host_sub, cast.need.host_org, "host", None)

    def test_nothing_is_logged_or_echoed(self, cast: Cast, capfd: pytest.CaptureFixture[str]) -> None:
        candidacy_id = cast.applied()
        write(cast, candidacy_id, cast.host)
        assert CANARY not in write(cast, candidacy_id, cast.host, f"{CANARY}\x00").text
        out, err = capfd.readouterr()
        assert CANARY not in out + err


class TestNothingIsLeft:
    @pytest.mark.parametrize("verb", ["decline", "withdrawal"])
    def test_when_one_side_ends_it(self, cast: Cast, database: Database, verb: str) -> None:
        candidacy_id = cast.applied()
        write(cast, candidacy_id, cast.employee)
        assert CANARY in stored(database)
        assert cast.do(cast.host, candidacy_id, verb, reason="other").status_code == 201
        assert CANARY not in stored(database)
        for reader in (cast.employee, cast.host):
            assert read(cast, candidacy_id, reader)["items"] == []
            assert assert_problem(write(cast, candidacy_id, reader), 409, "wrong-state")["legal"] == []

    def test_when_the_need_closes(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.applied()
        write(cast, candidacy_id, cast.host)
        handle(database, cast, "closed", version=9, outcome="filled")
        assert CANARY not in stored(database)

    def test_accepted_it_is_read_and_no_longer_written(self, cast: Cast) -> None:
        candidacy_id = cast.offered()
        write(cast, candidacy_id, cast.host)
        assert cast.accept(candidacy_id).status_code == 201
        assert texts(cast, candidacy_id, cast.employee) == [("host", CANARY)]
        assert_problem(write(cast, candidacy_id, cast.host), 409, "wrong-state")

    def test_when_the_stay_does_not_come_about(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.offered()
        write(cast, candidacy_id, cast.host)
        placement_id = cast.accept(candidacy_id).json()["placement_id"]
        path = f"/v1/placements/{placement_id}/cancellation"
        assert cast.api.post(path, cast.host, json={"reason": "other"}).status_code == 201
        assert CANARY not in stored(database)

    def test_when_the_stay_is_over(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.offered(by=cast.host)
        write(cast, candidacy_id, cast.host)
        placement_id = cast.accept(candidacy_id).json()["placement_id"]
        assert cast.decide(cast.home, placement_id).json()["state"] == "agreed"
        assert CANARY in stored(database)
        with database.write() as session:
            assert start_due(PlacementStore(session), on=some_day(), limit=9) == 1
            assert complete_due(PlacementStore(session), on=date(2100, 1, 1), limit=9) == 1
        assert CANARY not in stored(database)
