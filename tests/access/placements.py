"""Who may do what about candidacies and placements."""

from typing import Any
from uuid import UUID

from fastapi import FastAPI

from services.kit.web.application import Overrides
from services.placements.main import create_app
from services.placements.tables import Table
from tests.access import dialogues
from tests.access.callers import HOME, HOST, SELF, an_id
from tests.access.expectation import row
from tests.access.scene import Scene, Things, made
from tests.placements.factories import Cast, FakePeers, an_expert, some_day, terms
from tests.support.api import Api

EXPLAINED = {"reason": "other"}
APPLYING, OFFERING, READING, DECIDING = (f"placements:{verb}" for verb in ("apply", "offer", "read", "decide"))
ASKING = (f"self employee@{APPLYING}", f"host requester@{OFFERING}")
PARTIES = ("self employee", "home coordinator/machine", "host requester/machine")
THREE = ("self employee", "home coordinator", "host coordinator")
EDITING = (f"home coordinator@{DECIDING}", "host requester")
MINE = "any employee/machine"
APPROVAL = {"decision": "approve", "terms_version": 1}


def pair(kind: str, *, need: str = "{other_need}", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "expert_id": "{expert}", "need_id": need, **more}


ROWS = [
    row(
        "create_candidacy: POST /v1/candidacies",
        APPLYING,
        *ASKING,
        about="expert",
        answers=(201, 403),
        body=pair("application"),
    ),
    row(
        "create_candidacy: POST /v1/candidacies",
        APPLYING,
        *ASKING,
        about="expert",
        answers=(201, 403),
        body=pair("invitation"),
    ),
    row(
        "create_candidacy: POST /v1/candidacies",
        APPLYING,
        *ASKING,
        about="other_need",
        answers=(201, 403),
        body=pair("invitation", offer=terms()),
    ),
    *(
        row(f"list_{what}: GET /v1/{what}{query}", READING, MINE)
        for what in ("candidacies", "placements")
        for query in ("", "?limit=1", f"?cursor={{{what}_cursor}}")
    ),
    row(
        "list_contacts: GET /v1/contacts?need_id={other_need}&experts={expert}",
        READING,
        "any requester/machine",
        about=None,
    ),
    row("list_cases: GET /v1/cases?ids={candidacy},{placement},{stay}", READING, MINE, about=None),
    row("list_reader_cases: GET /v1/reader-cases?readings={candidacy}.{candidacy}", "standing:read", "service"),
    *(
        row(f"read_{what}: GET /v1/{path}/{{{what}}}", READING, *PARTIES, *once, headers=tag, answers=status)
        for what, path, once in (("candidacy", "candidacies", ()), ("placement", "placements", ("delegate",)))
        for tag, status in (({}, 200), ({"If-None-Match": f"{{{what}_etag}}"}, (200, 304)))
    ),
    *dialogues.ROWS,
    row("show_interest: POST /v1/candidacies/{candidacy}/interest", APPLYING, "self employee", answers=201),
    row("make_offer: POST /v1/candidacies/{candidacy}/offer", OFFERING, "host requester", answers=409, body=terms()),
    row(
        "accept_offer: POST /v1/candidacies/{offered}/acceptance",
        DECIDING,
        "self employee",
        answers=(201, 409),
        body={"terms_version": 1},
    ),
    *(
        row(
            f"{verb}_candidacy: POST /v1/candidacies/{{candidacy}}/{noun}",
            APPLYING,
            *ASKING,
            answers=(201, 409),
            body=EXPLAINED,
        )
        for verb, noun in (("decline", "decline"), ("withdraw", "withdrawal"))
    ),
    *(
        row(
            "decide_placement: POST /v1/placements/{placement}/decisions",
            DECIDING,
            *THREE,
            "delegate",
            answers=(201, 403, 409),
            body=body,
        )
        for body in (APPROVAL, {"decision": "reject", "terms_version": 1, "reason": "other"})
    ),
    *(
        row(
            "update_terms: PUT /v1/placements/{placement}/terms",
            OFFERING,
            f"home coordinator@{DECIDING}",
            "host requester",
            answers=(status, 409),  # nobody as HR about their own stay
            body=terms(),
            headers={"If-Match": etag},
        )
        for etag, status in (("{placement_etag}", 200), ('"9"', 412))
    ),
    row(
        "cancel_placement: POST /v1/placements/{placement}/cancellation",
        DECIDING,
        *THREE,
        answers=(201, 403),
        body=EXPLAINED,
    ),
    row("list_amendments: GET /v1/placements/{stay}/amendments", READING, *PARTIES),
    *(
        row(
            "read_amendment: GET /v1/placements/{stay}/amendments/{amendment}",
            READING,
            *PARTIES,
            headers=tag,
            answers=status,
        )
        for tag, status in (({}, 200), ({"If-None-Match": "{amendment_etag}"}, (200, 304)))
    ),
    *(
        row(
            "propose_amendment: POST /v1/placements/{stay}/amendments",
            DECIDING,
            "self employee",
            "home coordinator",
            f"host requester@{OFFERING}",
            answers=409,  # another one waits, and the stay has not begun
            body=body,
        )
        for body in (
            {"kind": "content", "place": "Oslo"},
            {"kind": "dates", "end": str(some_day(540))},
            {"kind": "extension", "end": str(some_day(600))},
            {"kind": "early_return", "reason": "other"},
            {"kind": "recall", "reason": "other"},
            {"kind": "no_show"},
        )
    ),
    *(
        row(
            "decide_amendment: POST /v1/placements/{stay}/amendments/{amendment}/decisions",
            DECIDING,
            *THREE,
            answers=(201, 409),
            body=body,
        )
        for body in (APPROVAL | {"terms_version": 2}, {"decision": "reject", "terms_version": 2, "reason": "other"})
    ),
    row(
        "withdraw_amendment: POST /v1/placements/{stay}/amendments/{amendment}/withdrawal",
        DECIDING,
        "self employee",
        "home coordinator",
        f"host requester@{OFFERING}",
        answers=(201, 409),
        body=EXPLAINED,
    ),
    *(
        row(
            f"{verb}_offer_terms: POST /v1/candidacies/{{negotiated}}/terms-proposals{noun}",
            scope,
            who,
            answers=(201, 409, 422),
            body=body,
        )
        for verb, noun, scope, who, body in (
            ("propose", "", APPLYING, "self employee", {"terms_version": 1, "percentage": 70}),
            ("withdraw", "/{offer_proposal}/withdrawal", APPLYING, "self employee", None),
            ("adopt", "/{offer_proposal}/adoption", OFFERING, "host requester", None),
            ("decline", "/{offer_proposal}/decline", OFFERING, "host requester", EXPLAINED),
        )
    ),
    *(
        row(
            f"{verb}_placement_terms: POST /v1/placements/{{discussed}}/terms-proposals{noun}",
            scope,
            *who,
            answers=(201, 409, 422),
            body=body,
        )
        for verb, noun, scope, who, body in (
            ("propose", "", DECIDING, ("self employee",), {"terms_version": 1, "percentage": 70}),
            ("withdraw", "/{terms_proposal}/withdrawal", DECIDING, ("self employee",), None),
            ("adopt", "/{terms_proposal}/adoption", OFFERING, EDITING, None),
            ("decline", "/{terms_proposal}/decline", OFFERING, EDITING, EXPLAINED),
        )
    ),
    row(
        "settle_placement: POST /v1/placements/{placement}/settlement",
        DECIDING,
        "home coordinator",
        "host coordinator",
        answers=409,  # there is no doubt about it
    ),
    *(
        row(f"list_audit: GET /v1/audit?subject={{{thing}}}{page}", READING, *PARTIES, about=thing)
        for thing in ("candidacy", "placement", "offered", "amendment")
        for page in ("", "&limit=1")
    ),
    row("count_open_cases: GET /v1/experts/{expert}/open-cases", "standing:read", "service"),
    row("list_events: GET /v1/events", "feed:read", "service", "any coordinator/machine@events:read"),
]

PARTY = ("self", "home coordinator", "host requester")
KNOWN = dict.fromkeys(
    ("candidacy", "placement", "offered", "expert", "other_need", "stay", "amendment", "negotiated", "discussed"), PARTY
)


def app(overrides: Overrides) -> FastAPI:
    built = create_app(overrides=overrides)
    built.state.peers = FakePeers()
    return built


def _agreed(cast: Cast) -> str:
    """A stay on days of its own, which all three have agreed to: the employee is no coordinator here."""
    return cast.agreed(start=str(some_day(400)))


def cursors(cast: Cast) -> dict[str, str]:
    lists = ("candidacies", "placements")
    return {f"{what}_cursor": made(cast.api.get(f"/v1/{what}?limit=1", cast.home))["next"] for what in lists}


def furnish(api: Api) -> Things:
    """The person invited, offered and placed by the host, once agreed: four needs, and one nobody has asked for yet."""
    peers, expert = api.app.state.peers, an_expert(person_id=SELF, expert_id=UUID(an_id(20)), home_org=HOME)
    placed, invited, offered, free, agreed, asking, discussing = (
        Cast(api, peers, host=HOST, expert=expert) for _ in range(7)
    )
    placement, stay = placed.proposed(), _agreed(agreed)
    amendment = made(agreed.amend(agreed.host, stay, "content", place="Kanarigata"))["id"]
    negotiated, discussed = asking.offered(), discussing.proposed(start=str(some_day(200)))
    offer_proposal = made(asking.propose_terms("candidacies", negotiated, percentage=60, note="kanariprosent"))
    terms_proposal = made(discussing.propose_terms("placements", discussed, percentage=60, note="kanaristilling"))
    candidacy, offer = invited.invited(message="kanarihilsen"), offered.offered()
    ids = {
        "expert": str(expert.expert_id),
        "other_need": str(free.need.need_id),
        "candidacy": candidacy,
        "offered": offer,
        "placement": placement,
        "stay": stay,
        "amendment": amendment,
        "negotiated": negotiated,
        "discussed": discussed,
        "offer_proposal": offer_proposal["terms_proposal"]["id"],
        "terms_proposal": terms_proposal["terms_proposal"]["id"],
        **dialogues.considered(invited, candidacy),
        **cursors(placed),
        "candidacy_etag": api.get(f"/v1/candidacies/{candidacy}", placed.home).headers["ETag"],
        "amendment_etag": api.get(f"/v1/placements/{stay}/amendments/{amendment}", placed.home).headers["ETag"],
        "placement_etag": api.get(f"/v1/placements/{placement}", placed.home).headers["ETag"],
    }
    secrets = {
        **dict.fromkeys((candidacy, offer, placement, stay, amendment, negotiated, discussed), (*PARTY, "service")),
        **dict.fromkeys(("kanarihilsen", "kanaristilling", "Drammen", "Kanarigata"), PARTY),
        **dict.fromkeys(("kanariprosent", "kanarispørsmål"), ("self", "host requester")),
        "kanarinotat": ("host requester",),
    }
    return Things(ids=ids, secrets=secrets)


SCENE = Scene(
    service="placements",
    create_app=app,
    metadata=Table.metadata,
    rows=ROWS,
    public=frozenset(),
    known=KNOWN,
    furnish=furnish,
)
