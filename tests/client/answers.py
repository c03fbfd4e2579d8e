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
FACTOR = {"factor": "field", "asked": True, "value": 0.95, "weight": 0.4, "contribution": 3800}
UNASKED = {"factor": "must_skills", "asked": False, "value": None, "weight": 0.25, "contribution": 0}
CONTACT = {
    "candidacy_id": "c1",
    "reference": "H-2026-00042",
    "kind": "invitation",
    "state": "invited",
    "updated_at": "2026-03-01T10:00:00Z",
}
CANDIDATES = {
    "need_id": "n1",
    "as_of": {"experts": "a.1", "needs": "a.1", "at": "2026-03-01T10:00:00Z"},
    "counts": {
        "considered": 40,
        "eligible": 1,
        "step": 5,
        "conditions": [
            {"condition": "percentage", "text": "Lavere prosent.", "excludes": 15, "more_without": 10},
            {"condition": "language", "text": "Fremmede språk.", "excludes": None, "more_without": None},
        ],
    },
    "candidates": [
        {
            "expert_id": "e1",
            "handle": "K7M4-4QXD",
            "contacted": CONTACT,
            "rank": 1,
            "score": 9500,
            "factors": [FACTOR, UNASKED],
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
NAMES = {
    "need_title": "Klart språk",
    "expert": "Tjenestedesigner, Bærum kommune",
    "home": {"nb": "Bærum kommune"},
    "host": {"nb": "Husbanken"},
    "unavailable": [],
}
LIVE = {
    "id": "a1",
    "kind": "extension",
    "terms_version": 4,
    "decide_by": "2026-06-01T10:00:00Z",
    "waiting_for": ["employee"],
    "legal": ["approve", "reject"],
}
ACTIVE = PLACEMENT | {
    "state": "active",
    "reference": "H-2026-00042",
    "notice_days": 14,
    "notice_last_day": "2026-05-15",
    "deviations": [{"code": "outside_window", "pointer": "/terms/end"}],
    "names": NAMES,
    "legal": ["extension", "dates", "content", "early_return", "recall"],
}
AMENDMENT = {
    "id": "a1",
    "version": 1,
    "placement_id": "p1",
    "kind": "extension",
    "state": "proposed",
    "proposed_by": "host",
    "created_at": "2026-05-01T10:00:00Z",
    "start": "2026-04-01",
    "end": "2026-07-20",
    "terms": TERMS | {"end": "2026-07-20"},
    "terms_version": 4,
    "decide_by": "2026-06-01T10:00:00Z",
    "decisions": [],
    "waiting_for": ["employee"],
    "legal": ["approve", "reject"],
}
EXPERT = {"id": "e1", "version": 2, "state": "available", "title": "Tjenestedesigner"}
NEED = {
    "id": "n1",
    "version": 1,
    "host_org": "942114184",
    "title": "Klart språk",
    "description": "x",
    "fields": [],
    "earliest_start": "2026-04-01",
    "latest_start": "2026-05-01",
    "state": "open",
    "must_skills": [],
    "nice_skills": [],
    "languages": [],
    "months": 2,
    "percentage": 80,
    "county": None,
    "municipality": None,
    "remote": True,
    "places": 1,
    "filled": 0,
    "clearance": "none",
    "perspective": "neutral",
}
