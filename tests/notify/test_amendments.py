"""What events about amendments do to tasks and inboxes."""

from typing import Any

import pytest

from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.notify.tasks.domain import Kind
from tests.notify.factories import Story, handle, member
from tests.notify.rows import all_tasks, codes_of, open_kinds
from tests.support.callers import BAERUM


class TestAmendments:
    def asked(self, story: Story, **codes: Any) -> ReceivedEvent:
        given: dict[str, Any] = {
            "kind": "extension",
            "terms_version": 2,
            "decide_by": "2027-03-30T22:00:00+00:00",
            "decided": ["host"],
        }
        return story.event("amendment.proposed", **{**given, "party": "host", **codes})

    def test_wait_for_those_who_have_not_said_yes(self, database: Database, story: Story) -> None:
        handle(database, self.asked(story))
        assert open_kinds(database) == {Kind.AMEND_AS_HOME, Kind.AMEND_AS_EMPLOYEE}
        assert {(task.subject, task.parent) for task in all_tasks(database)} == {(story.amendment, story.placement)}
        handle(database, story.event("amendment.approved", party="home", decision="approve", terms_version=2))
        assert open_kinds(database) == {Kind.AMEND_AS_EMPLOYEE}

    @pytest.mark.parametrize("ending", ["applied", "rejected", "withdrawn", "expired"])
    def test_close_by_themselves_and_everybody_knows(self, database: Database, story: Story, ending: str) -> None:
        home = member(database, "coordinator", BAERUM)
        handle(database, self.asked(story), story.event(f"amendment.{ending}", kind="extension", reason="workload"))
        assert open_kinds(database) == set()
        assert codes_of(database, home) == ["amendment_proposed", f"amendment_{ending}"]

    def test_that_end_the_stay_say_so_once(self, database: Database, story: Story) -> None:
        home = member(database, "coordinator", BAERUM)
        over = story.event("amendment.applied", kind="no_show", reason="no_show", over=True)
        handle(database, over, story.event("placement.ended_early", reason="no_show", end="2027-01-10"))
        assert codes_of(database, home) == ["placement_ended_early"]
