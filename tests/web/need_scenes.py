"""A need, its candidates and an expert, as the API answers them."""

from typing import Any

from tests.web.scenes import ORG, Services

NEED = "0b1f3c52-0000-4000-8000-000000000001"
EXPERT = "0b1f3c52-0000-4000-8000-00000000000a"
OTHER = "0b1f3c52-0000-4000-8000-00000000000b"
DECISIONS = ["edit", "hold", "close"]


def a_need(**changes: Any) -> dict[str, Any]:
    return {
        "id": NEED,
        "version": 3,
        "host_org": ORG,
        "title": "Én søknad",
        "description": "Kartlegg reisen.",
        "fields": [{"field": "service-design", "level": 2}],
        "earliest_start": "2027-01-05",
        "latest_start": "2027-02-15",
        "state": "open",
        "must_skills": ["figma"],
        "nice_skills": [],
        "languages": ["nb"],
        "months": 3,
        "percentage": 80,
        "county": None,
        "municipality": None,
        "remote": True,
        "places": 2,
        "filled": 1,
        "clearance": "none",
        "perspective": "neutral",
        "legal": DECISIONS,
        **changes,
    }


def a_profile(**changes: Any) -> dict[str, Any]:
    window = {"start": "2026-12-01", "end": "2027-12-31"}
    fields = [{"field": "service-design", "level": 3}]
    return {"fields": fields, "skills": ["figma"], "windows": [window], "percentage": 100, "remote": True, **changes}


def a_candidate(expert: str = EXPERT, rank: int = 1, **changes: Any) -> dict[str, Any]:
    factors = [
        {"factor": "field", "asked": True, "value": 0.8, "weight": 0.4, "contribution": 3200},
        {"factor": "perspective", "asked": False, "value": None, "weight": 0.1, "contribution": 0},
    ]
    return {
        "expert_id": expert,
        "handle": f"K7M4-4QX{rank}",
        "rank": rank,
        "score": 8000,
        "factors": factors,
        "reasons": [{"code": "same_field", "text": "Har fagfeltet."}],
        "earliest_start": "2027-01-05",
        "profile": a_profile(),
        **changes,
    }


def candidates(*lines: dict[str, Any], **counts: Any) -> dict[str, Any]:
    known = {"considered": 39, "eligible": len(lines), "step": 5, "conditions": [], **counts}
    as_of = {"experts": "1", "needs": "1", "at": "2027-01-01T00:00:00Z"}
    return {"need_id": NEED, "as_of": as_of, "counts": known, "candidates": list(lines)}


def a_candidacy(**changes: Any) -> dict[str, Any]:
    ends = {"id": "c1", "version": 1, "reference": "RP-1", "state": "interested", "kind": "invitation"}
    return {**ends, "need_id": NEED, "expert_id": EXPERT, "host_org": ORG, "home_org": None, **changes}


def items(*found: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    return {"items": list(found), "next": None, "total": len(found) if total is None else total}


def answer_need(services: Services, **changes: Any) -> None:
    """Everything that a need's own pages ask for."""
    services.answer(f"GET /needs/v1/needs/{NEED}", **a_need(**changes))
    services.answer("GET /placements/v1/candidacies", **items(a_candidacy(), total=4))
    services.answer(f"GET /matching/v1/needs/{NEED}/candidates", **candidates(a_candidate(), a_candidate(OTHER, 2)))
    services.answer("GET /pool/v1/profiles", profiles=[{"id": EXPERT, "version": 1, "state": "x", **a_profile()}])
