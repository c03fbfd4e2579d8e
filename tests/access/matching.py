"""Who may do what in matching."""

from services.matching.main import create_app
from services.matching.tables import Table
from tests.access.callers import FORMER_HOST, HOME, HOST, SELF, an_id
from tests.access.expectation import row
from tests.access.scene import Scene, Things, made
from tests.matching.scenes.states import NOON, expert_json, filled, need_json
from tests.support.api import Api
from tests.support.callers import person

SCOPE = "matching:read"
ASKING = ("host requester/machine", "any broker/machine")
PLANNING = ("any coordinator/machine", "any broker/machine")
PLANNED = ("host coordinator/machine", "any broker/machine")
ACROSS = ("nobody coordinator/machine", "any broker/machine")
EXPERT, NEED, OTHERS_NEED = an_id(21), an_id(22), an_id(23)

ROWS = [
    row("list_candidates: GET /v1/needs/{need}/candidates", SCOPE, *ASKING),
    row("list_candidates: GET /v1/needs/{need}/candidates?limit=1&perspective=peer", SCOPE, *ASKING),
    row("explain_candidate: GET /v1/needs/{need}/candidates/{expert}", SCOPE, *ASKING),
    row("list_opportunities: GET /v1/experts/{expert}/opportunities", SCOPE, "self employee"),
    row("explain_opportunity: GET /v1/experts/{expert}/opportunities/{need}", SCOPE, "self employee"),
    row("show_suggestion: GET /v1/suggestions/{suggestion}", SCOPE, "nobody employee/machine", "any broker/machine"),
    row(
        "show_suggestion: GET /v1/suggestions/{mine}",
        SCOPE,
        "same employee",
        "nobody employee/machine",
        "any broker/machine",
    ),
    row("show_scoring: GET /v1/scoring", SCOPE, "any employee/machine", "system", about=None),
    row(
        "count_fitting: POST /v1/fit",
        SCOPE,
        "any requester/machine",
        "any broker/machine",
        about=None,
        body={
            "fields": [{"field": "service-design", "level": 2}],
            "earliest_start": "2027-03-01",
            "latest_start": "2027-03-31",
            "months": 2,
            "percentage": 80,
        },
    ),
    row("show_index: GET /v1/index", "feed:read", "service"),
    row("show_coverage: GET /v1/coverage", SCOPE, *PLANNING),
    row("create_plan: POST /v1/plans", SCOPE, *PLANNING, answers=(201, 422), body={}),
    row(
        "create_plan: POST /v1/plans",
        SCOPE,
        *PLANNED,
        "nobody coordinator/machine",
        about="need",
        answers=201,
        body={"need_ids": ["{need}"]},
    ),
    *(
        row(f"list_plans: GET /v1/plans{query}", SCOPE, *PLANNING)
        for query in ("", "?limit=1", "?cursor={plans_cursor}")
    ),
    *(
        row(f"{route}: {call}", SCOPE, *ways, answers=status)
        for plan, ways in (("plan", (*PLANNED, "nobody coordinator/machine")), ("across", ACROSS))
        for route, call, status in (
            ("show_plan", f"GET /v1/plans/{{{plan}}}", 200),
            ("cancel_plan", f"POST /v1/plans/{{{plan}}}/cancellation", 201),
            ("list_plan_assignments", f"GET /v1/plans/{{{plan}}}/assignments", 200),
            ("list_plan_gaps", f"GET /v1/plans/{{{plan}}}/gaps?limit=1", 200),
        )
    ),
    row(
        "show_plan: GET /v1/plans/{plan}",
        SCOPE,
        *PLANNED,
        "nobody coordinator/machine",
        headers={"If-None-Match": "{plan_etag}"},
        answers=(200, 304),
    ),
    row("list_events: GET /v1/events", "feed:read", "service", "any coordinator/machine@events:read"),
]

KNOWN = {"need": ("host requester",), "expert": ("self",), "plan": ("host coordinator",)}


def furnish(api: Api) -> Things:
    """The person, whom the host's need suits; plans of the host's and of a broker's; two answers that were kept."""
    person_of = {"person": SELF, "home": HOME}
    filled(
        api,
        experts=[expert_json(1, id=EXPERT, **person_of)],
        needs=[need_json(2, id=NEED, host=HOST), need_json(3, id=OTHERS_NEED, host=FORMER_HOST)],
    )
    host, broker, me = person("coordinator", HOST), person("broker", HOME), person("employee", HOME, sub=SELF)
    plan, across = made(api.post("/v1/plans", host, json={})), made(api.post("/v1/plans", broker, json={}))
    made(api.post("/v1/plans", host, json={}))
    shown = api.get(f"/v1/needs/{NEED}/candidates", host)
    mine = api.get(f"/v1/experts/{EXPERT}/opportunities", me)
    ids = {
        "expert": EXPERT,
        "need": NEED,
        "suggestion": shown.headers["Suggestion-Id"],
        "mine": mine.headers["Suggestion-Id"],
        "plan": plan["id"],
        "across": across["id"],
        "plans_cursor": made(api.get("/v1/plans?limit=1", host))["next"],
        "plan_etag": api.get(f"/v1/plans/{plan['id']}", host).headers["ETag"],
    }
    always = ("any broker", "service")
    secrets = {
        plan["id"]: ("host coordinator", *always),
        across["id"]: always,
        EXPERT: ("self", "host requester", *always),
        ids["suggestion"]: ("any broker",),
        SELF: ("self", "any broker"),  # brokers see to whom something was shown
    }
    return Things(ids=ids, secrets=secrets)


SCENE = Scene(
    service="matching",
    create_app=create_app,
    metadata=Table.metadata,
    rows=ROWS,
    public=frozenset(),
    known=KNOWN,
    furnish=furnish,
    at=NOON,
)
