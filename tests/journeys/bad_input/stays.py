"""Bad needs, invitations and decisions."""

from datetime import timedelta
from typing import Any

from tests.journeys.bad_input.row import (
    CANARY,
    CANDIDACIES,
    MESSAGES,
    NEEDS,
    PLACEMENT,
    Fault,
    Row,
    decision,
    explained,
    invitation,
    need,
    offer,
    row,
)
from tests.journeys.cast import days_from_now, terms

DECIDE = "POST /placements/v1/placements/{placement}/decisions"
CANDIDACY = "/placements/v1/candidacies/{candidacy}"
LONG = str(terms().start + timedelta(days=200))
YESTERDAY, LAST_WEEK = str(days_from_now(-1)), str(days_from_now(-7))


def posted(what: str, answer: str, at: Fault, *, by: str = "requester", **changes: Any) -> Row:
    return row(what, by, "POST /needs/v1/needs", need(**changes), answer=answer, at=at, watched=NEEDS)


def invited(what: str, answer: str, *, by: str = "requester", at: Fault | None = None, **changes: Any) -> Row:
    more: dict[str, Any] = {"at": at} if at else {}
    body = invitation(**changes)
    return row(what, by, "POST /placements/v1/candidacies", body, answer=answer, watched=CANDIDACIES, **more)


def decided(what: str, by: str, answer: str, *, call: str = DECIDE, **changes: Any) -> Row:
    return row(what, by, call, decision(**changes), answer=answer, watched=PLACEMENT)


NEEDED = [
    posted("A stay of four months", "422 length-outside-limits", ("/months", "out_of_range"), months=4),
    posted(
        "A need whose last start has passed",
        "422 start-passed",
        ("/latest_start", "past"),
        earliest_start=LAST_WEEK,
        latest_start=YESTERDAY,
    ),
    row(
        "A need posted by an employee",
        "employee",
        "POST /needs/v1/needs",
        need(),
        answer="403 not-permitted",
        watched=NEEDS,
    ),
    row(
        "Published by a machine",
        "machine",
        "POST /needs/v1/needs",
        need(),
        answer="403 person-required",
        watched=("home", "/needs/v1/needs?mine=true&limit=100"),
    ),
    row(
        "Another agency's draft",
        "stranger",
        "POST /needs/v1/needs/{draft}/publication",
        answer="404 not-found",
        watched=NEEDS,
    ),
]

INVITED = [
    invited("A host that asks for its own employee", "409 own-employee", by="home", to="own_need"),
    invited("An expert who is not endorsed", "404 not-found", expert="unendorsed"),
    invited("An expert there is not", "404 not-found", expert="unknown"),
    invited("A need that is not open", "409 need-not-open", by="host", to="draft"),
    invited("For another agency's need", "404 not-found", by="stranger"),
    invited("By a machine", "403 person-required", by="machine"),
    invited(
        "An offer longer than three months",
        "422 wrong-length",
        at=("/offer/end", "length"),
        offer=offer(end=LONG),
    ),
    invited(
        "An offer that begins in the past",
        "422 invalid",
        at=("/offer/start", "past"),
        offer=offer(start=YESTERDAY),
    ),
    invited("An offer on a need whose places are taken", "409 no-free-place", to="need", offer=offer()),
    row(
        "Accepted a second time",
        "employee",
        "POST /placements/v1/candidacies/{candidacy}/acceptance",
        {"terms_version": 1},
        answer="409 wrong-state",
        watched=CANDIDACIES,
    ),
]

DECIDED = [
    decided("Decided by a requester, not a coordinator", "requester", "403 not-permitted"),
    decided("Decided by a colleague: as if it were not there", "colleague", "404 not-found"),
    decided("Decided by another agency: as if it were not there", "stranger", "404 not-found"),
    decided("Decided by a machine", "machine", "403 person-required"),
    decided("Decided twice", "host", "409 already-decided"),
    decided("Decided on terms that are not the current ones", "home", "409 stale-terms", terms_version=2),
    row(
        "A no without its reason",
        "home",
        DECIDE,
        decision(decision="reject"),
        answer="422 invalid",
        at=("/reason", "missing"),
        watched=PLACEMENT,
    ),
    row(
        "A reason there is not",
        "home",
        DECIDE,
        decision(decision="reject", reason=CANARY),
        answer="422 invalid",
        at=("/reason", "wrong_value"),
        watched=PLACEMENT,
    ),
    row(
        "Terms changed on a stale version",
        "home",
        "PUT /placements/v1/placements/{placement}/terms",
        offer(),
        headers={"If-Match": '"999"'},
        answer="412 stale",
        watched=PLACEMENT,
    ),
    row(
        "Cancelled by another agency",
        "stranger",
        "POST /placements/v1/placements/{placement}/cancellation",
        explained(),
        answer="404 not-found",
        watched=PLACEMENT,
    ),
    row(
        "Called home before it has begun",
        "home",
        "POST /placements/v1/placements/{placement}/amendments",
        {"kind": "recall", "reason": "workload"},
        answer="409 wrong-state",
        watched=PLACEMENT,
    ),
    row(
        "Settled where nothing is in doubt",
        "home",
        "POST /placements/v1/placements/{placement}/settlement",
        answer="409 wrong-state",
        watched=PLACEMENT,
    ),
]


def written(what: str, by: str, answer: str, text: str, **more: Any) -> Row:
    body = {"text": text}
    return row(what, by, f"POST {CANDIDACY}/messages", body, answer=answer, watched=MESSAGES, **more)


def noted(what: str, by: str, answer: str, **more: Any) -> Row:
    return row(what, by, f"PUT {CANDIDACY}/shortlist", {"note": CANARY}, answer=answer, watched=CANDIDACIES, **more)


CONSIDERED = [
    written("A message that is over 2,000 signs", "host", "422 invalid", CANARY * 400, at=("/text", "too_long")),
    written("A message of blanks", "host", "422 invalid", " ", at=("/text", "blank")),
    written("A message after the offer was accepted", "employee", "409 wrong-state", CANARY),
    written("A message of the home agency", "home", "403 not-permitted", CANARY),
    noted("A private note after the offer was accepted", "host", "409 wrong-state", headers={"If-Match": '"0"'}),
    noted("A private note on a stale version", "host", "412 stale", headers={"If-Match": '"9"'}),
    noted("A private note of another body", "stranger", "404 not-found", headers={"If-Match": '"0"'}),
    row(
        "The shortlist, with an unknown value",
        "host",
        "GET /placements/v1/candidacies?shortlisted=kanskje",
        answer="422 invalid",
        at=("/shortlisted", "wrong_value"),
        watched=CANDIDACIES,
    ),
]
