"""Callers who may not, things that are not there, and requests that are not what they say."""

from tests.journeys.bad_input.row import (
    CANARY,
    CLIENTS,
    DRAFT,
    NO_PROFILE,
    PROFILE,
    Row,
    explained,
    profile,
    row,
)
from tests.journeys.bad_input.scene import USED_KEY
from tests.journeys.cast import days_from_now

EXPERT = "/pool/v1/experts/{expert}"
SIGN_UP = "POST /pool/v1/experts"
ENDORSE = "POST /pool/v1/experts/{unendorsed}/endorsement"
ENDORSEMENT = {"valid_until": str(days_from_now(90)), "note": CANARY}
JOIN = "POST /auth/v1/invitations/acceptance"
ACCEPTANCE = {"token": CANARY * 4, "name": CANARY, "password": CANARY * 2}


def endorsing(what: str, by: str, answer: str, call: str = ENDORSE) -> Row:
    return row(what, by, call, ENDORSEMENT, answer=answer, watched=DRAFT)


CALLERS = [
    row("No token", "nobody", SIGN_UP, profile(), answer="401 unauthenticated", watched=NO_PROFILE),
    row("A token somebody else signed", "forger", SIGN_UP, profile(), answer="401 unauthenticated", watched=NO_PROFILE),
    row(
        "A token that is none",
        "nobody",
        SIGN_UP,
        profile(),
        headers={"Authorization": f"Bearer {CANARY}"},
        answer="401 unauthenticated",
        watched=NO_PROFILE,
    ),
    endorsing("Endorsed by a machine", "machine", "403 person-required"),
    endorsing("Endorsed by the employee", "newcomer", "403 not-permitted"),
    endorsing("Endorsed by another agency: as if it were not there", "stranger", "404 not-found"),
    endorsing("An id nobody has", "home", "404 not-found", "POST /pool/v1/experts/{unknown}/endorsement"),
    endorsing("A draft endorsed before it was submitted", "home", "409 wrong-state"),
    row(
        "An id that is none",
        "home",
        f"POST /pool/v1/experts/{CANARY}/endorsement",
        ENDORSEMENT,
        answer="422 invalid",
        at=("/expert_id", "wrong_form"),
        watched=PROFILE,
    ),
    row(
        "Withdrawn by the employer",
        "home",
        f"POST {EXPERT}/withdrawal",
        explained(),
        answer="403 not-permitted",
        watched=PROFILE,
    ),
    row(
        "An invitation's token that is none",
        "nobody",
        JOIN,
        ACCEPTANCE,
        answer="409 invitation-not-open",
        watched=CLIENTS,
    ),
    row(
        "An organisation number that fails mod 11",
        "nobody",
        "GET /auth/v1/organisations/935478716",
        answer="422 invalid",
        at=("/orgnr", "organisation_number"),
        watched=CLIENTS,
    ),
    row(
        "An organisation number nobody has",
        "nobody",
        "GET /auth/v1/organisations/999999999",
        answer="404 not-found",
        watched=CLIENTS,
    ),
    row(
        "A scope there is not",
        "home",
        "POST /auth/v1/clients",
        {"name": CANARY, "scopes": [CANARY]},
        answer="422 invalid",
        at=("/scopes/0", "wrong_value"),
        watched=CLIENTS,
    ),
]

REQUESTS = [
    row(
        "A query parameter there is not",
        "home",
        f"GET /pool/v1/home/experts?{CANARY}={CANARY}",
        answer="422 invalid",
        at=("", "unknown_parameter"),
        watched=PROFILE,
    ),
    row(
        "A cursor this list did not make",
        "home",
        f"GET /pool/v1/home/experts?cursor={CANARY}",
        answer="422 invalid-cursor",
        at=("/cursor", "cursor"),
        watched=PROFILE,
    ),
    row(
        "A feed's position that is none",
        "home",
        f"GET /pool/v1/events?after={CANARY}",
        answer="422 invalid",
        at=("/after", "position"),
        watched=PROFILE,
    ),
    row(
        "A feed's position of another epoch",
        "home",
        f"GET /pool/v1/events?after={CANARY}.1",
        answer="410 epoch-unknown",
        watched=PROFILE,
    ),
    row("A method there is not", "home", f"DELETE {EXPERT}", answer="405 method-not-allowed", watched=PROFILE),
    row("An address there is not", "home", f"GET /pool/v1/{CANARY}", answer="404 not-found", watched=PROFILE),
    row(
        "An Idempotency-Key used for something else",
        "newcomer",
        SIGN_UP,
        profile(),
        headers={"Idempotency-Key": USED_KEY},
        answer="422 key-reused",
        at=("/Idempotency-Key", "key_reused"),
        watched=DRAFT,
    ),
    row(
        "An Idempotency-Key that is too long",
        "newcomer",
        SIGN_UP,
        profile(),
        headers={"Idempotency-Key": CANARY * 20},
        answer="422 invalid",
        at=("/Idempotency-Key", "idempotency_key"),
        watched=DRAFT,
    ),
    row(
        "An Idempotency-Key with one quotation mark",
        "newcomer",
        SIGN_UP,
        profile(),
        headers={"Idempotency-Key": f'"{CANARY}'},
        answer="422 invalid",
        at=("/Idempotency-Key", "idempotency_key"),
        watched=DRAFT,
    ),
    row(
        "A parameter of the address twice",
        "home",
        "GET /pool/v1/experts?limit=1&limit=2",
        answer="422 invalid",
        at=("/limit", "repeated"),
        watched=PROFILE,
    ),
    row(
        "A line feed at the end of the path",
        "home",
        "GET /pool/v1/experts%0a?limit=1",
        answer="404 not-found",
        watched=PROFILE,
    ),
    row(
        "More than 16 KB of headers",
        "home",
        "GET /pool/v1/experts",
        headers={"X-Long": CANARY * 2000},
        answer="431 headers-too-large",
        watched=PROFILE,
    ),
    row(
        "Changed without If-Match",
        "employee",
        f"PUT {EXPERT}",
        profile(),
        answer="428 precondition-required",
        watched=PROFILE,
    ),
    row(
        "Changed on a stale version",
        "employee",
        f"PUT {EXPERT}",
        profile(),
        headers={"If-Match": '"1"'},
        answer="412 stale",
        watched=PROFILE,
    ),
    row(
        "An If-Match that is none",
        "employee",
        f"PUT {EXPERT}",
        profile(),
        headers={"If-Match": CANARY},
        answer="422 invalid",
        at=("/If-Match", "etag"),
        watched=PROFILE,
    ),
]
