"""What compiled statements show is what the ORM shows: the same bytes under the same tag."""

from services.kit.data.database import Database
from services.notify.deliveries.models import Delivery
from services.notify.inbox.models import Message
from services.notify.tasks.models import PartyAnswer, Task
from tests.notify.factories import Story, handle, member
from tests.notify.pages import items_of
from tests.support.api import Api
from tests.support.callers import BAERUM, person
from tests.support.shown import assert_read_alike, assert_shown_alike


def test_messages_tasks_and_deliveries(api: Api, database: Database, story: Story) -> None:
    member(database, "employee", BAERUM, person_id=story.employee)
    handle(database, story.event("expert.expired"), story.proposed())
    me = person("employee", sub=story.employee)
    place = f"/v1/inbox/{items_of(api, '/v1/inbox', me)[0]['id']}"
    marked = api.post(f"{place}/reading", me)
    assert_shown_alike(api.get(place, me), marked)
    assert_read_alike(database, [Message, Task, PartyAnswer, Delivery])
