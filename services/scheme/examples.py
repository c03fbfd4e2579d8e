"""Bodies of requests, to be sent as they are: those of the main job, with days far ahead.

By operation, and by what each shows. Tests validate them, and play the main job with them.
"""

from typing import Any

_EXPERT = "0197a1c2-0000-7000-8000-000000000001"
_NEED = "0197a1c2-0000-7000-8000-000000000002"
_TERMS = {
    "start": "2030-03-01",
    "end": "2030-05-31",
    "percentage": 80,
    "place": "Fjernarbeid, og Husbanken i Drammen én dag i uka",
    "tasks": "Kartlegge brukerreisen med tre kommuner, og prøve ut en felles søknad.",
    "learning_goals": "Prøve metodene sine i en statlig etat, og ta med erfaringene hjem.",
}
_APPROVAL = {"decision": "approve", "terms_version": 1}

EXAMPLES: dict[str, dict[str, Any]] = {
    "create_expert": {
        "Sign up, and submit at once": {
            "name": "Tjenestedesigner, Bærum kommune",
            "title": "Tjenestedesigner",
            "percentage": 100,
            "remote": True,
            "fields": [{"field": "service-design", "level": 3}],
            "windows": [{"start": "2030-01-15", "end": "2030-11-30"}],
            "submit": True,
        },
    },
    "endorse_expert": {"Endorse for a year": {"valid_until": "2030-12-31", "max_months": 3, "max_percentage": 100}},
    "create_need": {
        "Post a need, and publish it at once": {
            "title": "Én boligsosial søknad",
            "description": "Kartlegge brukerreisen sammen med tre kommuner.",
            "fields": [{"field": "service-design", "level": 2}],
            "remote": True,
            "percentage": 80,
            "months": 3,
            "earliest_start": "2030-02-01",
            "latest_start": "2030-03-15",
            "publish": True,
        },
    },
    "create_candidacy": {
        "Invite an expert, with full terms": {
            "kind": "invitation",
            "expert_id": _EXPERT,
            "need_id": _NEED,
            "message": "Vi tror erfaringen din passer godt til dette.",
            "offer": _TERMS,
        },
        "Apply for a need": {"kind": "application", "expert_id": _EXPERT, "need_id": _NEED},
    },
    "accept_offer": {"Accept the first version of the terms": {"terms_version": 1}},
    "make_offer": {"Offer full terms": _TERMS},
    "decide_placement": {
        "Say yes to the first version of the terms": _APPROVAL,
    },
    "decide_amendment": {"Say yes to the first version of the terms": _APPROVAL},
    "propose_amendment": {"Extend the stay": {"kind": "extension", "end": "2030-06-30"}},
    "write_message": {"Write to the other side": {"text": "Når kan vi snakkes?"}},
    "create_invitation": {"Invite a colleague": {"email": "kollega@etat.example", "role": "employee"}},
}
