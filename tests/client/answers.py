"""What services answer the command line."""

ORIGIN = "http://origin.example"
TASK = {
    "id": "t1",
    "kind": "decide_as_home",
    "subject": "p1",
    "opened_at": "2026-03-01T10:00:00Z",
    "due": "2026-03-15T10:00:00Z",
    "closed_at": None,
    "text": "Les vilkårene og si ja eller nei.",
    "waiting_for": ["home"],
    "answered": [],
    "call": {
        "method": "POST",
        "path": "/placements/v1/placements/p1/decisions",
        "body": {"decision": "approve", "terms_version": 1},
    },
}
FACTOR = {"factor": "field", "value": 1.0, "weight": 0.5, "contribution": 5000}
CANDIDATES = {
    "need_id": "n1",
    "as_of": {"experts": "a.1", "needs": "a.1", "at": "2026-03-01T10:00:00Z"},
    "counts": {"considered": 40, "eligible": 1, "excluded": {"field": 39}},
    "candidates": [
        {
            "expert_id": "e1",
            "rank": 1,
            "score": 9500,
            "factors": [FACTOR],
            "reasons": [{"code": "same_field", "text": "Har fagfeltet behovet ber om."}],
            "earliest_start": "2026-04-01",
        }
    ],
}
TERMS = {
    "start": "2026-04-01",
    "end": "2026-06-30",
    "percentage": 80,
    "place": "Drammen",
    "tasks": "Kartlegge",
    "payer": "home",
    "employer": "home",
}
OFFERED = ("start", "end", "percentage", "place", "tasks")
CANDIDACY = {
    "id": "c1",
    "version": 1,
    "state": "offered",
    "kind": "invitation",
    "need_id": "n1",
    "expert_id": "e1",
    "host_org": "942114184",
    "home_org": "935478715",
    "terms": TERMS,
    "terms_version": 1,
}
BEGUN = {
    "device_code": "dc",
    "user_code": "BCDF-GHJK",
    "verification_uri": f"{ORIGIN}/oauth/device",
    "verification_uri_complete": f"{ORIGIN}/oauth/device?user_code=BCDF-GHJK",
    "expires_in": 600,
    "interval": 5,
}
GRANTED = {"access_token": "a2", "expires_in": 600, "scope": "pool:read", "refresh_token": "r2"}
PLACEMENT = {
    "id": "p1",
    "version": 1,
    "state": "proposed",
    "candidacy_id": "c1",
    "need_id": "n1",
    "expert_id": "e1",
    "home_org": "935478715",
    "host_org": "942114184",
    "terms": TERMS,
    "terms_version": 3,
    "terms_hash": "h",
    "decide_by": "2026-04-01T10:00:00Z",
    "decisions": [],
    "waiting_for": ["home"],
    "within_endorsement": True,
    "legal": ["approve", "reject"],
}
