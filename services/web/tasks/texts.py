"""What the worklist says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

_AMEND = texts(nb="Svar på en endring", nn="Svar på ei endring", en="Answer a change")
_TERMS = texts(nb="Svar på andre vilkår", nn="Svar på andre vilkår", en="Answer other terms")
_SETTLE = texts(nb="Avklar en hospitering", nn="Avklar ei hospitering", en="Settle a placement")

KINDS: Mapping[str, Texts] = {
    "endorse_expert": texts(nb="Anbefal en ansatt", nn="Tilrå ein tilsett", en="Endorse an employee"),
    "prolong_endorsement": texts(nb="Forleng en anbefaling", nn="Forleng ei tilråding", en="Prolong an endorsement"),
    "complete_profile": texts(nb="Rett profilen din", nn="Rett profilen din", en="Mend your profile"),
    "answer_invitation": texts(nb="Svar på en invitasjon", nn="Svar på ein invitasjon", en="Answer an invitation"),
    "consider_application": texts(nb="Vurder en søknad", nn="Vurder ein søknad", en="Consider an application"),
    "answer_offer": texts(nb="Svar på et tilbud", nn="Svar på eit tilbod", en="Answer an offer"),
    "decide_as_employee": texts(
        nb="Svar på nye vilkår for oppholdet ditt",
        nn="Svar på nye vilkår for opphaldet ditt",
        en="Answer new terms of your stay",
    ),
    "decide_as_home": texts(nb="Godkjenn et utlån", nn="Godkjenn eit utlån", en="Approve lending somebody"),
    "decide_as_host": texts(nb="Godkjenn et innlån", nn="Godkjenn eit innlån", en="Approve borrowing somebody"),
    "find_coordinator": texts(nb="Finn en koordinator", nn="Finn ein koordinator", en="Find a coordinator"),
    "settle_as_home": _SETTLE,
    "settle_as_host": _SETTLE,
    "amend_as_employee": _AMEND,
    "amend_as_home": _AMEND,
    "amend_as_host": _AMEND,
    "answer_terms_of_offer": _TERMS,
    "answer_terms_as_home": _TERMS,
    "answer_terms_as_host": _TERMS,
}

WORDS: Mapping[str, Texts] = {
    **{f"kind_{kind}": text for kind, text in KINDS.items()},
    "tasks_title": texts(nb="Oppgaver", nn="Oppgåver", en="Tasks"),
    "nothing_waits": texts(
        nb="Ingenting venter på deg. Du får en melding når noe gjør det.",
        nn="Ingenting ventar på deg. Du får ei melding når noko gjer det.",
        en="Nothing waits for you. You are notified when something does.",
    ),
    "due": texts(nb="Frist", nn="Frist", en="Due"),
    "no_due": texts(nb="Ingen frist", nn="Ingen frist", en="No deadline"),
    "need": texts(nb="Behov", nn="Behov", en="Need"),
    "employee": texts(nb="Ansatt", nn="Tilsett", en="Employee"),
    "home": texts(nb="Fra", nn="Frå", en="From"),
    "host": texts(nb="Hos", nn="Hos", en="At"),
    "when": texts(nb="Tid", nn="Tid", en="When"),
    "answered": texts(nb="Har svart", nn="Har svart", en="Has answered"),
    "waiting_for": texts(nb="Mangler svar fra", nn="Manglar svar frå", en="Waiting for"),
    "reference": texts(nb="Sak", nn="Sak", en="Case"),
    "field_kind": texts(nb="Hva det gjelder", nn="Kva det gjeld", en="What it is about"),
    "none_of_kind": texts(nb="Ingen slike oppgaver nå.", nn="Ingen slike oppgåver no.", en="No such tasks now."),
    "show_all": texts(nb="Vis alle", nn="Vis alle", en="Show all"),
    "waited": texts(nb="Venter", nn="Ventar", en="Waits"),
    "since": texts(nb="Siden", nn="Sidan", en="Since"),
    "open": texts(nb="Se hva det gjelder, og svar", nn="Sjå kva det gjeld, og svar", en="See what it is, and answer"),
    "is_closed": texts(
        nb="Denne oppgaven er gjort, eller den gjelder ikke lenger.",
        nn="Denne oppgåva er gjord, eller ho gjeld ikkje lenger.",
        en="This task is done, or no longer stands.",
    ),
    "not_all": texts(
        nb="Noen opplysninger mangler akkurat nå. Last siden på nytt om litt.",
        nn="Nokre opplysningar manglar akkurat no. Last sida på nytt om litt.",
        en="Some details are missing right now. Reload the page in a moment.",
    ),
}
