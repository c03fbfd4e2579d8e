"""The host's shortlist, and what employee and host write to each other: who may read and write it."""

from tests.access.expectation import row
from tests.access.scene import made
from tests.placements.factories import Cast

APPLYING, OFFERING, READING = (f"placements:{verb}" for verb in ("apply", "offer", "read"))
TALKING = ("self employee", "host requester/machine")
SHORTLIST = "/v1/candidacies/{candidacy}/shortlist"

ROWS = [
    row(f"read_shortlist: GET {SHORTLIST}", READING, "host requester/machine", answers=(200, 409)),
    *(
        row(
            f"{verb}_shortlist: {method} {SHORTLIST}",
            OFFERING,
            "host requester",
            answers=(status, 409),  # not who is the employee as well
            body=body,
            headers={"If-Match": etag},
        )
        for verb, method, body in (("update", "PUT", {"note": "et ord"}), ("leave", "DELETE", None))
        for etag, status in (('"1"', 200), ('"9"', 412))
    ),
    row(
        "list_candidacies: GET /v1/candidacies?shortlisted=true",
        READING,
        "any employee/machine",
    ),
    row(
        "write_message: POST /v1/candidacies/{candidacy}/messages",
        APPLYING,
        f"self employee@{APPLYING}",
        f"host requester@{OFFERING}",
        answers=201,
        body={"text": "a"},
    ),
    row("list_messages: GET /v1/candidacies/{candidacy}/messages", READING, *TALKING),
    row("list_messages: GET /v1/candidacies/{candidacy}/messages?limit=1", READING, *TALKING),
    row("read_message: GET /v1/candidacies/{candidacy}/messages/{message}", READING, *TALKING),
]


def considered(cast: Cast, candidacy: str) -> dict[str, str]:
    """The host has noted something of it for itself, and written a message: its id."""
    path = f"/v1/candidacies/{candidacy}/shortlist"
    made(cast.api.put(path, cast.host | {"If-Match": '"0"'}, json={"note": "kanarinotat"}))
    return {"message": made(cast.do(cast.host, candidacy, "messages", text="kanarispørsmål"))["id"]}
