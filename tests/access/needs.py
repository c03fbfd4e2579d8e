"""Who may do what with needs."""

from typing import Any

from services.needs.main import create_app
from services.needs.models import Table
from tests.access.callers import HOST, SELF
from tests.access.expectation import row
from tests.access.scene import Scene, Things, made
from tests.needs.factories import a_need, edited
from tests.support.api import Api
from tests.support.callers import person

CLOSURE = {"outcome": "no_candidate_found"}
PREPARING = "host requester/machine"
DRAFT = {name: value for name, value in a_need().items() if name != "publish"}

ROWS = [
    row("create_need: POST /v1/needs", "needs:post", "any requester/machine", answers=201, body=DRAFT),
    row("create_need: POST /v1/needs", "needs:post", "any requester/machine", answers=(201, 403), body=a_need()),
    row("list_needs: GET /v1/needs", "needs:read", "any employee/machine"),
    row("list_needs: GET /v1/needs?field=service-design&limit=1", "needs:read", "any employee/machine"),
    *(
        row(f"list_needs: GET /v1/needs?{query}", "needs:read", "any employee/machine", answers=(200, 403))
        for query in ("mine=true", "external_id=kanarinummer", "mine=true&limit=1", "mine=true&cursor={host_cursor}")
    ),
    row("list_needs: GET /v1/needs?cursor={host_cursor}", "needs:read", "any employee/machine", answers=(200, 422)),
    *(
        row("read_need: GET /v1/needs/{open}", "needs:read", "any employee/machine", headers=tag, answers=status)
        for tag, status in (({}, 200), ({"If-None-Match": "{open_etag}"}, (200, 304)))
    ),
    *(
        row(
            "read_need: GET /v1/needs/{draft}",
            "needs:read",
            PREPARING,
            "nobody employee/machine",
            headers=tag,
            answers=status,
        )
        for tag, status in (({}, 200), ({"If-None-Match": "{draft_etag}"}, (200, 304)))
    ),
    *(
        row(f"read_need: GET /v1/needs/{{{need}}}", "needs:read", "any employee/machine")
        for need in ("held", "closed")  # whoever applied has the link
    ),
    row("read_need: GET /v1/needs/{closed_draft}", "needs:read", PREPARING, "nobody employee/machine"),
    *(
        row(
            f"update_need: PUT /v1/needs/{{{need}}}",
            "needs:post",
            PREPARING,
            body=edited(),
            headers={"If-Match": etag},
            answers=(status, 403),  # a machine edits drafts only
        )
        for need in ("open", "draft")
        for etag, status in ((f"{{{need}_etag}}", 200), ('"9"', 412))
    ),
    row("publish_need: POST /v1/needs/{draft}/publication", "needs:post", "host requester", answers=201),
    row("publish_need: POST /v1/needs/{open}/publication", "needs:post", "host requester", answers=409),
    row("hold_need: POST /v1/needs/{open}/hold", "needs:post", "host requester", answers=201),
    row("hold_need: POST /v1/needs/{draft}/hold", "needs:post", "host requester", answers=409),
    row("resume_need: DELETE /v1/needs/{open}/hold", "needs:post", "host requester", answers=409),
    row("close_need: POST /v1/needs/{open}/closure", "needs:post", "host requester", answers=201, body=CLOSURE),
    row("close_need: POST /v1/needs/{draft}/closure", "needs:post", "host requester", answers=201, body=CLOSURE),
    *(
        row(f"list_audit: GET /v1/audit?subject={{{need}}}", "needs:read", PREPARING, about=need)
        for need in ("open", "draft")
    ),
    row("read_standing: GET /v1/needs/{draft}/standing", "standing:read", "service"),
    row("list_titles: GET /v1/titles?needs={draft}", "standing:read", "service"),
    row("list_summaries: GET /v1/summaries?needs={draft}", "standing:read", "service"),
    row("list_match_needs: GET /v1/match-needs", "feed:read", "service"),
    row("list_events: GET /v1/events", "feed:read", "service", "any coordinator/machine@events:read"),
]

KNOWN = {
    **dict.fromkeys(("open", "held", "closed"), ("any employee",)),
    **dict.fromkeys(("draft", "closed_draft"), ("host requester",)),
}


def furnish(api: Api) -> Things:
    """The host's open need, one on hold, one closed, and two drafts of its own, one of them closed."""
    poster = person("requester", HOST, sub=SELF)
    opened = made(api.post("/v1/needs", poster, json=a_need(external_id="kanariåpen")))["id"]
    content: dict[str, Any] = {
        "title": "kanaribehov",
        "description": "kanaritekst",
        "external_id": "kanarinummer",
        "publish": False,
    }
    draft = made(api.post("/v1/needs", poster, json=a_need(**content)))["id"]
    held, closed = (made(api.post("/v1/needs", poster, json=a_need()))["id"] for _ in range(2))
    closed_draft = made(api.post("/v1/needs", poster, json=a_need(**content | {"external_id": "kanarilukket"})))["id"]
    made(api.post(f"/v1/needs/{held}/hold", poster))
    for need_id in (closed, closed_draft):
        made(api.post(f"/v1/needs/{need_id}/closure", poster, json=CLOSURE | {"note": "kanarinotat"}))
    ids = {
        "open": opened,
        "held": held,
        "closed": closed,
        "closed_draft": closed_draft,
        "draft": draft,
        "host_cursor": made(api.get("/v1/needs?mine=true&limit=1", poster))["next"],
        "open_etag": api.get(f"/v1/needs/{opened}", poster).headers["ETag"],
        "draft_etag": api.get(f"/v1/needs/{draft}", poster).headers["ETag"],
    }
    secrets = {
        draft: ("host requester", "service"),
        closed_draft: ("host requester", "service"),
        "kanarilukket": ("host requester",),
        "kanarinotat": ("host requester",),
        "kanaribehov": ("host requester",),
        "kanaritekst": ("host requester",),
        "kanarinummer": ("host requester",),
        "kanariåpen": ("host requester",),
        SELF: ("self", "host requester", "service"),  # who posted it is not shown to others
    }
    return Things(ids=ids, secrets=secrets)


SCENE = Scene(
    service="needs",
    create_app=create_app,
    metadata=Table.metadata,
    rows=ROWS,
    public=frozenset({"list_public_needs", "list_municipalities"}),
    known=KNOWN,
    furnish=furnish,
)
