"""Bad searches, and plans that cannot be made."""

from typing import Any

from tests.journeys.bad_input.row import CANARY, PLANS, Fault, Row, row

CANDIDATES = "GET /matching/v1/needs/{open_need}/candidates"
SUMMING_TO_MORE = "field:0.5,must_skills:0.2,nice_skills:0.1,slack:0.1,learning:0.1,perspective:0.1"
PAIR = {"need_id": "{open_need}", "expert_id": "{spare}"}


def searched(what: str, query: str, answer: str, at: Fault, *, call: str = CANDIDATES) -> Row:
    return row(what, "host", f"{call}?{query}", answer=answer, at=at, watched=PLANS)


def planned(what: str, answer: str, at: Fault, *, by: str = "host", **order: Any) -> Row:
    return row(what, by, "POST /matching/v1/plans", order, answer=answer, at=at, watched=PLANS)


SEARCHED = [
    searched("A weight outside its bounds", "weights=field:0.9", "422 invalid", ("/weights/field", "weight_bounds")),
    searched("Weights of something else", f"weights={CANARY}:0.5", "422 invalid", ("/weights", "weights_form")),
    searched("Weights of more than one", f"weights={SUMMING_TO_MORE}", "422 invalid", ("/weights", "weights_sum")),
    searched("A perspective there is none of", f"perspective={CANARY}", "422 invalid", ("/perspective", "wrong_value")),
    searched("More candidates than a list holds", "limit=101", "422 invalid", ("/limit", "out_of_range")),
    searched(
        "Coverage of thirteen months",
        "months=13",
        "422 invalid",
        ("/months", "out_of_range"),
        call="GET /matching/v1/coverage",
    ),
    row("Candidates of another body's need", "stranger", CANDIDATES, answer="404 not-found", watched=PLANS),
    row(
        "What somebody else was shown",
        "host",
        "GET /matching/v1/suggestions/{unknown}",
        answer="404 not-found",
        watched=PLANS,
    ),
]

PLANNED = [
    planned("A plan of seven stays in a row", "422 invalid", ("/in_a_row", "out_of_range"), in_a_row=7),
    planned("A plan for no need", "422 invalid", ("/need_ids", "too_short"), need_ids=[]),
    planned("A plan with an unknown objective", "422 invalid", ("/objective", "wrong_value"), objective=CANARY),
    planned(
        "A horizon that ends before it starts",
        "422 invalid",
        ("/horizon", "ends_before_start"),
        horizon={"start": "2030-02-01", "end": "2030-01-01"},
    ),
    planned(
        "A pair both fixed and excluded",
        "422 invalid",
        ("", "fixed_and_excluded"),
        fixed=[PAIR],
        excluded=[{**PAIR, "reason": "workload"}],
    ),
    planned(
        "A lending cap set by a host",
        "422 invalid",
        ("/lending_caps", "brokers_only"),
        lending_caps=[{"home": "942114184", "most": 1}],
    ),
    row(
        "A plan for another body's need",
        "host",
        "POST /matching/v1/plans",
        {"need_ids": ["{own_need}"]},
        answer="404 not-found",
        watched=PLANS,
    ),
    row("A plan by a requester", "requester", "POST /matching/v1/plans", {}, answer="403 not-permitted", watched=PLANS),
]
