"""Deliveries over HTTP."""

from services.kit.data.database import Database
from tests.notify.factories import Story, handle, member
from tests.notify.pages import items_of
from tests.support.api import Api
from tests.support.callers import BAERUM, person


class TestDeliveries:
    def test_show_ones_own(self, api: Api, database: Database, story: Story) -> None:
        coordinator = member(database, "coordinator", BAERUM)
        handle(database, story.event("expert.expired"))
        (mine,) = items_of(api, "/v1/deliveries", person("coordinator", BAERUM, sub=coordinator))
        (message,) = items_of(api, "/v1/inbox", person("coordinator", BAERUM, sub=coordinator))
        assert (mine["message_id"], mine["channel"], mine["state"]) == (message["id"], "email", "pending")
        assert items_of(api, "/v1/deliveries", person("coordinator", BAERUM)) == []
