"""The kinds of tasks: deadlines, ready-made calls, and whose answer is missing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.notify.events.domain import Party
from services.notify.tasks.domain import AMENDING, DECIDING, SETTLING, TASKS, Kind, call_for, due_of, waiting_for


class TestDueOf:
    def test_takes_a_moment_as_it_is(self) -> None:
        codes = {"decide_by": "2026-12-20T11:00:00+00:00"}
        assert due_of(TASKS[Kind.DECIDE_AS_HOME], codes) == datetime(2026, 12, 20, 11, tzinfo=UTC)

    def test_lets_a_day_last_until_its_end_in_norway(self) -> None:
        due = due_of(TASKS[Kind.ANSWER_OFFER], {"answer_by": "2026-07-01"})
        assert due == datetime(2026, 7, 1, 21, 59, tzinfo=UTC)

    def test_knows_tasks_without_a_deadline(self) -> None:
        assert due_of(TASKS[Kind.ENDORSE_EXPERT], {"answer_by": "2026-07-01"}) is None
        assert due_of(TASKS[Kind.ANSWER_OFFER], {}) is None


class TestCallFor:
    @pytest.mark.parametrize(
        ("kind", "method", "path", "body"),
        [
            (Kind.ENDORSE_EXPERT, "POST", "/pool/v1/experts/i/endorsement", {"valid_until": "2027-11-23"}),
            (Kind.COMPLETE_PROFILE, "POST", "/pool/v1/experts/i/submission", None),
            (Kind.ANSWER_INVITATION, "POST", "/placements/v1/candidacies/i/interest", None),
            (Kind.ANSWER_OFFER, "POST", "/placements/v1/candidacies/i/acceptance", {"terms_version": 3}),
            *[(kind, "POST", "/placements/v1/placements/i/settlement", None) for kind in SETTLING],
            *[
                (
                    kind,
                    "POST",
                    "/placements/v1/placements/i/decisions",
                    {"decision": "approve", "terms_version": 3},
                )
                for kind in DECIDING
            ],
            *[
                (
                    kind,
                    "POST",
                    "/placements/v1/placements/p/amendments/i/decisions",
                    {"decision": "approve", "terms_version": 3},
                )
                for kind in AMENDING
            ],
        ],
    )
    def test_is_ready_to_be_made(self, kind: Kind, method: str, path: str, body: dict[str, Any] | None) -> None:
        call = call_for(kind, subject="i", parent="p", terms_version=3, today=date(2026, 11, 23))
        assert call is not None
        assert (call.method, call.path, call.body) == (method, path, body)

    def test_is_none_where_people_have_to_write(self) -> None:
        today = date(2026, 11, 23)
        assert call_for(Kind.CONSIDER_APPLICATION, subject="i", terms_version=None, today=today) is None


class TestWaitingFor:
    def test_a_decision_waits_for_all_that_have_not_answered(self) -> None:
        missing = waiting_for(Kind.DECIDE_AS_HOME, is_open=True, answered=[Party.EMPLOYEE])
        assert missing == [Party.HOME, Party.HOST]

    def test_anything_else_waits_for_its_own_party(self) -> None:
        assert waiting_for(Kind.ENDORSE_EXPERT, is_open=True, answered=[]) == [Party.HOME]

    def test_a_closed_task_waits_for_nobody(self) -> None:
        assert waiting_for(Kind.DECIDE_AS_HOME, is_open=False, answered=[]) == []
