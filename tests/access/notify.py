"""Who may see what in notify."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from fastapi import FastAPI

from services.kit.access.table import Caller
from services.kit.web.application import Overrides
from services.notify.access import PUBLIC
from services.notify.main import create_app
from services.notify.peers import Case, Peers
from services.notify.tables import Table
from tests.access.callers import ABSENT_BODY, HOME, HOST, SELF, an_id
from tests.access.expectation import row
from tests.access.scene import Scene, Things, made
from tests.notify.factories import Story, handle, member
from tests.support.api import Api
from tests.support.callers import person

SCOPE = "notify:read"
MINE = "any employee"
CHOICE = {"email": "off"}

ROWS = [
    *(
        row(f"list_tasks: GET /v1/tasks{query}", SCOPE, "any employee/machine")
        for query in ("", "?all=true", "?limit=1", "?cursor={cursor}", "?include=about")
    ),
    row("read_task: GET /v1/tasks/{task}", SCOPE, "self employee", "nobody employee/machine"),
    row("read_task: GET /v1/tasks/{home_task}", SCOPE, "home coordinator/machine", "nobody employee/machine"),
    row("read_task: GET /v1/tasks/{host_task}", SCOPE, "host coordinator/machine", "nobody employee/machine"),
    row(
        "read_task: GET /v1/tasks/{host_task}",
        SCOPE,
        "host coordinator/machine",
        "nobody employee/machine",
        headers={"If-None-Match": "{host_etag}"},
        answers=(200, 304),
    ),
    *(
        row(f"list_messages: GET /v1/inbox{query}", SCOPE, MINE)
        for query in ("", "?unread=true", "?limit=1", "?cursor={inbox_cursor}", "?include=about")
    ),
    row("read_message: GET /v1/inbox/{message}", SCOPE, "self employee", "nobody employee"),
    row("mark_message_read: POST /v1/inbox/{message}/reading", SCOPE, "self employee", "nobody employee", answers=201),
    row("read_preferences: GET /v1/preferences", SCOPE, MINE),
    row("update_preferences: PUT /v1/preferences", SCOPE, MINE, body=CHOICE, headers={"If-Match": '"0"'}),
    row("update_preferences: PUT /v1/preferences", SCOPE, MINE, body=CHOICE, headers={"If-Match": '"9"'}, answers=412),
    row("read_mailbox: GET /v1/mailboxes/{home}", SCOPE, "home coordinator", "nobody coordinator"),
    row(
        "update_mailbox: PUT /v1/mailboxes/{home}",
        SCOPE,
        "home coordinator",
        "nobody coordinator",
        body={"email": None},
        headers={"If-Match": '"0"'},
    ),
    row(
        "confirm_mailbox: POST /v1/mailboxes/{home}/confirmation",
        SCOPE,
        "home coordinator",
        "nobody coordinator",
        body={"code": "x"},
        answers=422,
    ),
    *(row(f"list_deliveries: GET /v1/deliveries{query}", SCOPE, MINE) for query in ("", "?limit=1")),
    row("list_events: GET /v1/events", "feed:read", "service", "any coordinator/machine@events:read"),
]


class Siblings(Peers):
    """Siblings that say something of whatever they are asked about."""

    def __init__(self) -> None:
        """Asks nobody."""

    def find_cases(self, case_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, Case]:
        return {}

    def find_titles(self, need_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        return dict.fromkeys(need_ids, "behovet")

    def find_body_names(self, orgnrs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        return {}

    def find_expert_names(self, expert_ids: Sequence[UUID], *, reader: Caller) -> Mapping[UUID, str]:
        return {}


def app(overrides: Overrides) -> FastAPI:
    built = create_app(overrides=overrides)
    built.state.peers = Siblings()
    return built


def furnish(api: Api) -> Things:
    """A proposed placement of the person's, of which all three are notified, and a member of home and of host."""
    database, story = api.app.state.database, Story(employee=SELF, home=HOME, host=HOST)
    for role, body, number in (("employee", HOME, 31), ("coordinator", HOME, 32), ("coordinator", HOST, 33)):
        member(database, role, body, person_id=SELF if number == 31 else an_id(number))
    handle(database, story.event("candidacy.invited", with_offer=False), story.proposed(decided=[]))
    handle(database, story.event("placement.agreed", start="2027-01-04", end="2027-03-31"))
    handle(database, *(Story(employee=SELF, home=HOME, host=HOST).proposed(decided=[]) for _ in range(2)))
    me, home, host = person("employee", HOME, sub=SELF), person("coordinator", HOME), person("coordinator", HOST)
    tasks = {
        name: made(api.get("/v1/tasks", who))["items"] for name, who in (("mine", me), ("home", home), ("host", host))
    }
    inbox = made(api.get("/v1/inbox", me))["items"]
    ids = {
        "task": tasks["mine"][0]["id"],
        "home_task": tasks["home"][0]["id"],
        "host_task": tasks["host"][0]["id"],
        "host_etag": api.get(f"/v1/tasks/{tasks['host'][0]['id']}", host).headers["ETag"],
        "home": HOME,
        "message": inbox[0]["id"],
        "cursor": made(api.get("/v1/tasks?limit=1", home))["next"],
        "inbox_cursor": made(api.get("/v1/inbox?limit=1", me))["next"],
    }
    secrets: dict[str, Sequence[str]] = {ids["task"]: ("self",), ids["message"]: ("self",)}
    secrets |= {ids["home_task"]: ("home coordinator",), ids["host_task"]: ("host coordinator",)}
    secrets |= {story.placement: ("self", "home coordinator", "host coordinator", "host requester")}
    return Things(ids=ids, secrets=secrets, absent={"home": ABSENT_BODY})


SCENE = Scene(
    service="notify",
    create_app=app,
    metadata=Table.metadata,
    rows=ROWS,
    public=PUBLIC,
    known={},
    furnish=furnish,
)
