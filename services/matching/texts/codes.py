"""The words for matching's codes."""

from services.kit.language import Codes
from services.matching.texts.conditions import CONDITIONS
from services.matching.texts.plans import OBJECTIVES, SHORTFALLS
from services.scheme.words import CLEARANCES, LANGUAGES, PERSPECTIVES, REASONS, words

CODES: Codes = {
    "plan_state": {
        "queued": words(nb="i kø", nn="i kø", en="queued"),
        "running": words(nb="regner", nn="reknar", en="running"),
        "done": words(nb="ferdig", nn="ferdig", en="done"),
        "failed": words(nb="mislykket", nn="mislukka", en="failed"),
        "cancelled": words(nb="avbrutt", nn="avbroten", en="cancelled"),
    },
    "plan_verb": {
        "cancel": words(nb="avbryt", nn="avbryt", en="cancel"),
    },
    "factor": {
        "field": words(nb="fagfelt og nivå", nn="fagfelt og nivå", en="field and level"),
        "must_skills": words(nb="nødvendige ferdigheter", nn="nødvendige ferdigheiter", en="needed skills"),
        "nice_skills": words(
            nb="ferdigheter som er en fordel", nn="ferdigheiter som er ein fordel", en="skills that are a plus"
        ),
        "slack": words(nb="startdager som passer", nn="startdagar som passar", en="start days that suit"),
        "learning": words(nb="noe å lære", nn="noko å lære", en="something to learn"),
        "perspective": words(nb="perspektiv", nn="perspektiv", en="perspective"),
    },
    "condition": CONDITIONS,
    "objective": OBJECTIVES,
    "shortfall": SHORTFALLS,
    "balance": {
        "surplus": words(
            nb="flere ledige enn etterspurte", nn="fleire ledige enn etterspurde", en="more available than wanted"
        ),
        "shortage": words(
            nb="færre ledige enn etterspurte", nn="færre ledige enn etterspurde", en="fewer available than wanted"
        ),
        "even": words(nb="like mange", nn="like mange", en="as many"),
        "not_shown": words(nb="for få til å vises", nn="for få til å bli viste", en="too few to be shown"),
    },
    "suggestion_kind": {
        "candidates": words(nb="kandidater", nn="kandidatar", en="candidates"),
        "explanation": words(nb="forklaring", nn="forklaring", en="explanation"),
        "opportunities": words(nb="muligheter", nn="moglegheiter", en="opportunities"),
    },
    "replay": {
        "same": words(nb="samme svar i dag", nn="same svar i dag", en="the same answer today"),
        "differs": words(nb="et annet svar i dag", nn="eit anna svar i dag", en="another answer today"),
        "superseded": words(nb="regnet etter eldre regler", nn="rekna etter eldre reglar", en="made by older rules"),
        "forgotten": words(nb="grunnlaget er slettet", nn="grunnlaget er sletta", en="what it was made of is erased"),
    },
    "reason": REASONS,
    "perspective": PERSPECTIVES,
    "clearance": CLEARANCES,
    "language": LANGUAGES,
}
