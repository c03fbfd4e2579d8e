"""A host's shortlist: its side alone learns of it, and nothing is left of it once a candidacy is over."""

import json
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.kit.data.audit import digest_of
from services.kit.data.database import Database
from services.placements.candidacies.models import Candidacy
from tests.placements.factories import Cast, terms
from tests.placements.need_events import handle
from tests.placements.traces import CANARY, emitted, stored
from tests.support.acts import last_act, said_by
from tests.support.api import assert_problem
from tests.support.callers import LANEKASSEN, machine, person

Headers = dict[str, str]


def shortlist(
    cast: Cast, candidacy_id: str, *, by: Headers | None = None, version: int = 0, note: Any = CANARY
) -> httpx.Response:
    headers = (by or cast.requester) | {"If-Match": f'"{version}"'}
    return cast.api.put(f"/v1/candidacies/{candidacy_id}/shortlist", headers, json={"note": note})


def unlist(cast: Cast, candidacy_id: str, *, by: Headers | None = None, version: int = 1) -> httpx.Response:
    headers = (by or cast.requester) | {"If-Match": f'"{version}"'}
    return cast.api.delete(f"/v1/candidacies/{candidacy_id}/shortlist", headers)


def listed(cast: Cast, headers: Headers, query: str = "") -> list[str]:
    answer = cast.api.get(f"/v1/candidacies?shortlisted=true{query}", headers)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


class TestOnTheList:
    def test_the_note_is_shown_to_the_hosts_side(self, cast: Cast) -> None:
        candidacy_id = cast.invited()
        put = shortlist(cast, candidacy_id)
        assert put.status_code == 200, put.text
        for reader in (cast.requester, cast.host):
            shown = cast.api.get(f"/v1/candidacies/{candidacy_id}", reader).json()["shortlist"]
            assert shown == {"at": put.json()["at"], "note": CANARY}

    def test_a_candidacy_nobody_touched_is_not_on_it(self, cast: Cast) -> None:
        candidacy_id = cast.invited()
        read = cast.api.get(f"/v1/candidacies/{candidacy_id}/shortlist", cast.requester)
        assert read.json() == {"id": candidacy_id, "version": 0, "at": None, "note": None}
        assert read.headers["ETag"].startswith('"0-')

    def test_a_colleague_writes_another_note(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        first = shortlist(cast, candidacy_id).json()
        second = shortlist(cast, candidacy_id, by=cast.host, version=1, note="").json()
        assert (second["version"], second["note"], second["at"]) == (2, "", first["at"])

    def test_a_note_on_what_another_changed_meanwhile_is_refused(self, cast: Cast) -> None:
        candidacy_id = cast.invited()
        shortlist(cast, candidacy_id)
        assert_problem(shortlist(cast, candidacy_id, by=cast.host, note="min"), 412, "stale")
        assert_problem(unlist(cast, candidacy_id, version=0), 412, "stale")

    def test_needs_the_version_that_was_read(self, cast: Cast) -> None:
        path = f"/v1/candidacies/{cast.invited()}/shortlist"
        assert_problem(cast.api.put(path, cast.requester, json={"note": ""}), 428, "precondition-required")
        assert_problem(cast.api.delete(path, cast.requester), 428, "precondition-required")

    def test_taken_off_the_note_is_gone(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.invited()
        shortlist(cast, candidacy_id)
        assert CANARY in stored(database)
        off = unlist(cast, candidacy_id)
        assert (off.status_code, off.json()["at"], off.json()["note"]) == (200, None, None)
        assert CANARY not in stored(database)
        assert_problem(unlist(cast, candidacy_id, version=2), 404, "not-found")

    def test_an_old_version_is_stale_after_it_was_taken_off(self, cast: Cast) -> None:
        candidacy_id = cast.invited()
        shortlist(cast, candidacy_id)
        unlist(cast, candidacy_id)
        assert_problem(shortlist(cast, candidacy_id, version=1), 412, "stale")
        assert shortlist(cast, candidacy_id, version=2).status_code == 200

    @pytest.mark.parametrize("note", ["a" * 2001, "\u202eomvendt", "\x00", 7, None])
    def test_a_note_is_text_of_2000_signs(self, cast: Cast, note: Any) -> None:
        assert shortlist(cast, cast.invited(), note=note).status_code == 422

    def test_an_ended_candidacy_is_not_put_on_it(self, cast: Cast) -> None:
        candidacy_id = cast.invited()
        cast.do(cast.employee, candidacy_id, "decline", reason="workload")
        assert_problem(shortlist(cast, candidacy_id), 409, "wrong-state")

    def test_who_did_it_is_recorded(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.invited()
        shortlist(cast, candidacy_id, by=cast.host)
        assert said_by(last_act(database)) == ("candidacy.shortlisted", cast.host_sub, cast.need.host_org, "host", None)
        unlist(cast, candidacy_id, by=cast.host)
        assert last_act(database).verb == "candidacy.unlisted"


def test_no_digest_of_the_audit_is_made_of_the_note(cast: Cast, database: Database) -> None:
    """The audit outlives the note: by a digest a short one could be guessed."""
    candidacy_id = cast.applied()
    shortlist(cast, candidacy_id, note="ja")
    with database.read() as session:
        candidacy = session.get_one(Candidacy, UUID(candidacy_id))
        digest = digest_of(candidacy)
        candidacy.shortlist_note = "nei"
        assert digest_of(candidacy) == digest
        candidacy.message = "nei"
        assert digest_of(candidacy) != digest
    act = last_act(database)
    assert act.digest == digest_of({"party": "host", "version": 1})


class TestNobodyElse:
    def test_may_read_or_write_it(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        shortlist(cast, candidacy_id)
        path = f"/v1/candidacies/{candidacy_id}/shortlist"
        for headers, status in (
            (cast.employee, 403),
            (cast.home, 403),
            (person("coordinator", LANEKASSEN), 404),
        ):
            assert cast.api.get(path, headers).status_code == status
            assert shortlist(cast, candidacy_id, by=headers, version=1).status_code == status
            assert unlist(cast, candidacy_id, by=headers).status_code == status
        assert shortlist(cast, candidacy_id, by=machine("requester", cast.need.host_org), version=1).status_code == 403

    def test_is_shown_a_difference(self, cast: Cast) -> None:
        """The same bytes under the same tag, in the same lists, with the same audit."""
        candidacy_id = cast.applied()
        others = (cast.employee, cast.home)
        before, of_host = [seen(cast, candidacy_id, one) for one in others], seen(cast, candidacy_id, cast.host)
        shortlist(cast, candidacy_id)
        unlist(cast, candidacy_id)
        shortlist(cast, candidacy_id, version=2)
        assert [seen(cast, candidacy_id, one) for one in others] == before
        assert seen(cast, candidacy_id, cast.host) != of_host

    def test_finds_anything_by_the_filter(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        shortlist(cast, candidacy_id)
        assert listed(cast, cast.host) == listed(cast, cast.requester) == [candidacy_id]
        assert listed(cast, cast.employee) == listed(cast, cast.home) == []
        assert listed(cast, person("coordinator", LANEKASSEN)) == []

    def test_not_even_the_employee_as_a_requester_of_the_host(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        shortlist(cast, candidacy_id)
        both = person("requester", cast.need.host_org, sub=cast.expert.person_id)
        assert cast.api.get(f"/v1/candidacies/{candidacy_id}", both).json()["shortlist"] is None
        assert listed(cast, both) == []
        assert_problem(cast.api.get(f"/v1/candidacies/{candidacy_id}/shortlist", both), 409, "decides-for-two")
        assert "shortlisted" not in cast.api.get(f"/v1/audit?subject={candidacy_id}", both).text

    def test_hears_of_it_by_an_event(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.applied()
        before = emitted(database)
        shortlist(cast, candidacy_id)
        unlist(cast, candidacy_id)
        assert emitted(database) == before

    def test_finds_the_note_in_a_log(self, cast: Cast, capfd: pytest.CaptureFixture[str]) -> None:
        candidacy_id = cast.applied()
        shortlist(cast, candidacy_id)
        assert_problem(shortlist(cast, candidacy_id, note=CANARY), 412, "stale")
        out, err = capfd.readouterr()
        assert CANARY not in out + err


class TestTheFilter:
    def test_goes_with_the_others(self, cast: Cast) -> None:
        candidacy_id, other = cast.invited(), Cast(cast.api, cast.peers)
        other.invited()
        shortlist(cast, candidacy_id)
        for query, found in (
            ("&side=host", True),
            ("&side=home", False),
            ("&side=mine,host", True),
            ("&state=invited,applied", True),
            ("&state=applied", False),
            ("&open=false", False),
            (f"&need_id={cast.need.need_id}", True),
            (f"&need_id={other.need.need_id}", False),
            ("&order=newest", True),
        ):
            assert listed(cast, cast.host, query) == ([candidacy_id] if found else []), query

    def test_pages(self, cast: Cast) -> None:
        casts = [Cast(cast.api, cast.peers) for _ in range(3)]
        ids = [one.invited() for one in casts]
        for one, candidacy_id in zip(casts, ids, strict=True):
            shortlist(one, candidacy_id)
        first = cast.api.get("/v1/candidacies?shortlisted=true&limit=2", cast.host).json()
        rest = cast.api.get(f"/v1/candidacies?shortlisted=true&cursor={first['next']}", cast.host).json()
        assert [one["id"] for one in first["items"] + rest["items"]] == ids

    @pytest.mark.parametrize("value", ["false", "1", "ja", ""])
    def test_an_unknown_value_is_refused(self, cast: Cast, value: str) -> None:
        assert cast.api.get(f"/v1/candidacies?shortlisted={value}", cast.host).status_code == 422


class TestNothingIsLeft:
    @pytest.mark.parametrize("verb", ["decline", "withdrawal"])
    def test_when_one_side_ends_it(self, cast: Cast, database: Database, verb: str) -> None:
        candidacy_id = cast.applied()
        shortlist(cast, candidacy_id)
        assert cast.do(cast.host, candidacy_id, verb, reason="other").status_code == 201
        assert_nothing_left(cast, candidacy_id, database)

    def test_when_the_need_closes(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.applied()
        shortlist(cast, candidacy_id)
        handle(database, cast, "closed", version=9, outcome="filled")
        assert_nothing_left(cast, candidacy_id, database)

    def test_when_it_becomes_a_placement(self, cast: Cast, database: Database) -> None:
        candidacy_id = cast.offered()
        shortlist(cast, candidacy_id)
        assert cast.accept(candidacy_id).status_code == 201
        assert_nothing_left(cast, candidacy_id, database)

    def test_an_offer_keeps_it(self, cast: Cast) -> None:
        candidacy_id = cast.applied()
        shortlist(cast, candidacy_id)
        offered = cast.do(cast.host, candidacy_id, "offer", **terms()).json()
        assert offered["shortlist"]["note"] == CANARY


def assert_nothing_left(cast: Cast, candidacy_id: str, database: Database) -> None:
    assert CANARY not in stored(database)
    assert listed(cast, cast.host) == []
    assert cast.api.get(f"/v1/candidacies/{candidacy_id}", cast.host).json()["shortlist"] is None
    read = cast.api.get(f"/v1/candidacies/{candidacy_id}/shortlist", cast.host).json()
    assert (read["version"], read["at"], read["note"]) == (0, None, None)


def seen(cast: Cast, candidacy_id: str, headers: Headers) -> tuple[str, ...]:
    """What somebody is shown of a candidacy, with its tag."""
    one = cast.api.get(f"/v1/candidacies/{candidacy_id}", headers)
    rest = (cast.api.get(path, headers).text for path in ("/v1/candidacies", f"/v1/audit?subject={candidacy_id}"))
    return one.headers["ETag"], json.dumps(one.json()), *rest
