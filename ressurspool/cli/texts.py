"""What the command line itself says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "login_page": {
        "nb": "Logg inn i nettleseren. Åpnes ikke siden, gå til:",
        "nn": "Logg inn i nettlesaren. Opnar ikkje sida seg, gå til:",
        "en": "Log in in the browser. Where the page does not open, go to:",
    },
    "logged_in": {"nb": "Du er logget inn hos", "nn": "Du er logga inn hos", "en": "You are logged in at"},
    "login_needed": {
        "nb": "Du må logge inn: ressurspool login",
        "nn": "Du må logge inn: ressurspool login",
        "en": "Log in first: ressurspool login",
    },
    "unreachable": {
        "nb": "Ingen svarer på denne adressen. Prøv igjen om litt.",
        "nn": "Ingen svarar på denne adressa. Prøv igjen om litt.",
        "en": "Nobody answers at this address. Try again in a moment.",
    },
    "nothing_to_do": {
        "nb": "Ingenting venter på deg.",
        "nn": "Ingenting ventar på deg.",
        "en": "Nothing waits for you.",
    },
    "inbox_empty": {"nb": "Innboksen er tom.", "nn": "Innboksen er tom.", "en": "The inbox is empty."},
    "nothing_waits_at_home": {
        "nb": "Ingen profiler venter på anbefaling.",
        "nn": "Ingen profilar ventar på tilråding.",
        "en": "No profiles wait for an endorsement.",
    },
    "no_such_number": {
        "nb": "Det nummeret står ikke på den siste listen. Kjør: ressurspool todo",
        "nn": "Det nummeret står ikkje på den siste lista. Køyr: ressurspool todo",
        "en": "That number is not on the last list. Run: ressurspool todo",
    },
    "no_ready_call": {
        "nb": "Denne oppgaven krever mer enn et ja.",
        "nn": "Denne oppgåva krev meir enn eit ja.",
        "en": "This task takes more than a yes.",
    },
    "no_candidates": {
        "nb": "Ingen kandidater oppfyller kravene nå.",
        "nn": "Ingen kandidatar oppfyller krava no.",
        "en": "No candidates meet the conditions now.",
    },
    "considered": {"nb": "vurdert", "nn": "vurderte", "en": "considered"},
    "eligible": {"nb": "aktuelle", "nn": "aktuelle", "en": "eligible"},
    "done": {"nb": "Utført:", "nn": "Utført:", "en": "Done:"},
    "due": {"nb": "frist", "nn": "frist", "en": "due"},
    "terms": {"nb": "Vilkår", "nn": "Vilkår", "en": "Terms"},
    "accept_terms": {"nb": "Si ja til disse vilkårene?", "nn": "Seie ja til desse vilkåra?", "en": "Say yes to these?"},
    "waits_for": {"nb": "venter på", "nn": "ventar på", "en": "waits for"},
    "fits": {"nb": "passer", "nn": "passar", "en": "fits"},
    "does_not_fit": {"nb": "passer ikke", "nn": "passar ikkje", "en": "does not fit"},
    "no_demo": {
        "nb": "Fant ingen innlogginger for demonstrasjonen. Kjør først: make up",
        "nn": "Fann ingen innloggingar for demonstrasjonen. Køyr først: make up",
        "en": "Found no logins of the demonstration. Run first: make up",
    },
}


def say(what: str, language: str) -> str:
    return TEXTS[what].get(language, TEXTS[what]["nb"])
