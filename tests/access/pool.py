"""Who may do what in the pool."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.kit import clock
from services.pool.main import create_app
from services.pool.models import Disclosure, Table
from services.pool.schemas.endorsements import OpenCases
from tests.access.callers import FORMER_HOST, HOME, HOST, SELF, an_id
from tests.access.expectation import row
from tests.access.scene import Scene, Things, made
from tests.pool.factories import a_profile, an_endorsement, endorsed, signed_up
from tests.support.api import Api
from tests.support.callers import person

READER = an_id(11)  # of the host, who has read the profile
CONTENT = {name: value for name, value in a_profile().items() if name != "submit"}
EXPLAINED = {"reason": "other"}
OWN, HOME_HR, BROWSING = "self employee", "home coordinator/machine", "any requester/machine"
OTHERS = tuple(
    f"{body} requester" for body in ("host", "former", "unrelated")
)  # which colleagues look elsewhere is HR's
READING = tuple(f"{word}/machine" for word in OTHERS)


def seen_before(etag: str) -> list[dict[str, Any]]:
    """Asked without and with the tag of what its reader has."""
    return [{}, {"headers": {"If-None-Match": f"{{{etag}}}"}, "answers": (200, 304)}]


ROWS = [
    row("create_expert: POST /v1/experts", "pool:join", "any employee", answers=(201, 409), body=a_profile()),
    row("list_experts: GET /v1/experts", "pool:read", BROWSING),
    row("list_experts: GET /v1/experts?field=service-design&limit=1", "pool:read", BROWSING),
    row("list_experts: GET /v1/experts?cursor={home_cursor}", "pool:read", BROWSING, answers=(200, 422)),
    *(
        row(f"list_home_experts: GET /v1/home/experts{query}", "pool:read", "any coordinator/machine")
        for query in ("", "?state=submitted", "?limit=1", "?cursor={home_cursor}", "?include=names")
    ),
    *(
        row("read_expert: GET /v1/experts/{expert}", "pool:read", OWN, HOME_HR, *READING, **more)
        for more in seen_before("home_etag")
    ),
    *(
        row(
            "read_expert: GET /v1/experts/{waiting}",
            "pool:read",
            "nobody employee",
            HOME_HR,
            "nobody requester/machine",
            **more,
        )
        for more in seen_before("waiting_etag")
    ),
    *(
        row(
            "update_expert: PUT /v1/experts/{expert}",
            "pool:join",
            OWN,
            body=CONTENT,
            headers={"If-Match": etag},
            answers=status,
        )
        for etag, status in (("{home_etag}", 200), ('"9"', 412))
    ),
    *(
        row(
            "update_expert: PUT /v1/experts/{waiting}",
            "pool:join",
            "nobody employee",
            body=CONTENT,
            headers={"If-Match": etag},
        )
        for etag in ("{waiting_etag}", '"9"')
    ),
    row("submit_expert: POST /v1/experts/{expert}/submission", "pool:join", OWN, answers=409),
    row("withdraw_expert: POST /v1/experts/{expert}/withdrawal", "pool:join", OWN, answers=201, body=EXPLAINED),
    row("withdraw_expert: POST /v1/experts/{waiting}/withdrawal", "pool:join", "nobody employee", body=EXPLAINED),
    row("renew_expert: POST /v1/experts/{expert}/renewal", "pool:join", OWN, answers=409),
    row("pause_expert: POST /v1/experts/{expert}/pause", "pool:join", OWN, answers=201, body=EXPLAINED),
    row("resume_expert: DELETE /v1/experts/{expert}/pause", "pool:join", OWN, answers=409),
    row(
        "return_expert: POST /v1/experts/{waiting}/return",
        "pool:endorse",
        "home coordinator",
        answers=201,
        body=EXPLAINED,
    ),
    row(
        "endorse_expert: POST /v1/experts/{waiting}/endorsement",
        "pool:endorse",
        "home coordinator",
        answers=201,
        body=an_endorsement(),
    ),
    row("read_endorsement: GET /v1/experts/{expert}/endorsement", "pool:read", OWN, HOME_HR),
    row(
        "read_endorsement: GET /v1/experts/{waiting}/endorsement", "pool:read", "nobody employee", HOME_HR, answers=404
    ),
    *(
        row(
            "prolong_endorsement: PUT /v1/experts/{expert}/endorsement",
            "pool:endorse",
            "home coordinator",
            answers=(status, 403),  # nobody as HR on their own profile
            body=an_endorsement(),
            headers={"If-Match": etag},
        )
        for etag, status in (("{home_etag}", 200), ('"1"', 412))
    ),
    row(
        "revoke_endorsement: DELETE /v1/experts/{expert}/endorsement",
        "pool:endorse",
        "home coordinator",
        answers=(200, 403),  # nobody as HR on their own profile
    ),
    *(
        row(f"list_audit: GET /v1/audit?subject={{{expert}}}", "pool:read", whose, HOME_HR, about=expert)
        for expert, whose in (("expert", "self employee"), ("waiting", "nobody employee"))
    ),
    row("read_my_expert: GET /v1/me/expert", "pool:read", "any employee", answers=(200, 404)),
    row("list_my_access_log: GET /v1/me/access-log", "pool:read", "any employee"),
    row("export_me: GET /v1/me/export", "pool:read", "any employee"),
    row("list_names: GET /v1/names?experts={expert}", "pool:read", "any employee/machine"),
    row("list_profiles: GET /v1/profiles?experts={expert}", "pool:read", "any requester/machine"),
    row("list_task_names: GET /v1/task-names?experts={expert}&reader={expert}", "standing:read", "service"),
    row("read_standing: GET /v1/experts/{expert}/standing", "standing:read", "service"),
    row("list_match_profiles: GET /v1/match-profiles", "feed:read", "service"),
    row("list_events: GET /v1/events", "feed:read", "service", "any coordinator/machine@events:read"),
]

# whoever knows that a thing is there gets 403 where they may not; the others 404
KNOWN = {"expert": ("self", HOME_HR, *OTHERS), "waiting": ("home coordinator",)}


class NothingOpen:
    """placements, as far as the pool asks it."""

    def find_open_cases(self, expert_id: UUID) -> OpenCases:
        return OpenCases(candidacies=0, placements=0)


def furnish(api: Api) -> Things:
    """The person's endorsed profile, disclosed to the host and no more to the former one; a colleague's that waits."""
    expert, _ = endorsed(api, org=HOME, sub=SELF, name="kanarinavn", about="kanariomtale")
    api.app.state.peers = NothingOpen()
    waiting, colleague = signed_up(api, org=HOME, sub=an_id(12), name="kollegenavn", about="kollegeomtale")
    with api.app.state.database.write() as session:
        for host, ends in ((HOST, timedelta(days=9)), (FORMER_HOST, timedelta(days=-1))):
            case: dict[str, Any] = {"candidacy_id": f"kanarisak-{host}", "need_id": f"kanaribehov-{host}"}
            session.add(Disclosure(**case, expert_id=UUID(expert), host_org=host, ends_at=clock.now() + ends))
    assert "kanarinavn" in api.get(f"/v1/experts/{expert}", person("requester", HOST, sub=READER)).text
    hr = person("coordinator", HOME)
    ids = {
        "expert": expert,
        "waiting": waiting,
        "home_cursor": made(api.get("/v1/home/experts?limit=1", hr))["next"],
        "home_etag": api.get(f"/v1/experts/{expert}", hr).headers["ETag"],
        "waiting_etag": api.get(f"/v1/experts/{waiting}", colleague).headers["ETag"],
    }
    disclosed = ("self", "home coordinator", "host requester")
    secrets = {
        expert: ("self", "home coordinator", *OTHERS, "service"),
        "kanarinavn": disclosed,
        "kanariomtale": disclosed,
        "kanarisak": ("self",),
        "kanaribehov": ("self",),
        READER: ("self",),
        waiting: ("home coordinator", "service"),
        "kollegenavn": ("home coordinator",),
        "kollegeomtale": ("home coordinator",),
    }
    return Things(ids=ids, secrets=secrets)


SCENE = Scene(
    service="pool",
    create_app=create_app,
    metadata=Table.metadata,
    rows=ROWS,
    public=frozenset({"list_fields", "list_counties"}),
    known=KNOWN,
    furnish=furnish,
)
