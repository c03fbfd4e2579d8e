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
_REFUSAL = {"reason": "not_available"}
_OTHER_TERMS = {"terms_version": 1, "percentage": 60}
_APPROVAL = {"decision": "approve", "terms_version": 1}

_PROFILE = {
    "name": "Tjenestedesigner, Bærum kommune",
    "title": "Tjenestedesigner",
    "percentage": 100,
    "remote": True,
    "fields": [{"field": "service-design", "level": 3}],
    "windows": [{"start": "2030-01-15", "end": "2030-11-30"}],
}
_ENDORSEMENT = {"valid_until": "2030-12-31", "max_months": 3, "max_percentage": 100}
_PROJECT = {
    "title": "Én boligsosial søknad",
    "description": "Kartlegge brukerreisen sammen med tre kommuner.",
    "fields": [{"field": "service-design", "level": 2}],
    "remote": True,
    "percentage": 80,
    "months": 3,
    "earliest_start": "2030-02-01",
    "latest_start": "2030-03-15",
}
_SUITED = ("fields", "earliest_start", "latest_start", "months", "percentage", "remote")

EXAMPLES: dict[str, dict[str, Any]] = {
    "create_expert": {"Sign up, and submit at once": {**_PROFILE, "submit": True}},
    "update_expert": {"Replace the profile": _PROFILE},
    "pause_expert": {"Pause until after the summer": {"reason": "workload", "until": "2030-08-15"}},
    "withdraw_expert": {"Withdraw the profile": {"reason": "personal"}},
    "return_expert": {"Return it for another percentage": {"reason": "workload", "note": "Inntil 50 prosent går bra."}},
    "endorse_expert": {"Endorse for a year": _ENDORSEMENT},
    "prolong_endorsement": {"Prolong for a year": _ENDORSEMENT},
    "create_need": {"Post a need, and publish it at once": {**_PROJECT, "publish": True}},
    "update_need": {"Replace the need": _PROJECT},
    "close_need": {"Close a need that is no longer there": {"outcome": "no_longer_required"}},
    "count_fitting": {"Ask how many would fit": {name: _PROJECT[name] for name in _SUITED}},
    "create_plan": {"Plan all open needs of your body": {"objective": "most_placements"}},
    "decline_candidacy": {"Say no with a reason": _REFUSAL},
    "withdraw_candidacy": {"Step back with a reason": _REFUSAL},
    "cancel_placement": {"Call it off with a reason": _REFUSAL},
    "update_terms": {"Replace the terms": _TERMS},
    "update_shortlist": {"Put it on the shortlist, with a note": {"note": "Spør om reise til Drammen."}},
    "propose_offer_terms": {"Ask for another percentage": _OTHER_TERMS},
    "propose_placement_terms": {"Ask for another percentage": _OTHER_TERMS},
    "update_preferences": {
        "Have everything mailed at once": {"email": "at_once", "language": "nn"},
        "Have a daily digest, and no mail of new needs": {"email": "daily", "kinds": {"opportunities": "off"}},
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
