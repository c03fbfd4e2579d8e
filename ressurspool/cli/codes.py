"""The words for the codes of the API, in bokmål, nynorsk and English."""

from collections.abc import Mapping

TERMS: Mapping[str, Mapping[str, str]] = {
    "start": {"nb": "Fra", "nn": "Frå", "en": "From"},
    "end": {"nb": "Til og med", "nn": "Til og med", "en": "To (included)"},
    "percentage": {"nb": "Prosent", "nn": "Prosent", "en": "Per cent"},
    "place": {"nb": "Sted", "nn": "Stad", "en": "Place"},
    "tasks": {"nb": "Oppgaver", "nn": "Oppgåver", "en": "Tasks"},
    "unit": {"nb": "Enhet", "nn": "Eining", "en": "Unit"},
    "learning_goals": {"nb": "Læringsmål", "nn": "Læringsmål", "en": "Learning goals"},
    "payer": {"nb": "Betaler lønn", "nn": "Betaler løn", "en": "Pays the salary"},
    "employer": {"nb": "Arbeidsgiver", "nn": "Arbeidsgivar", "en": "Employer"},
}

SIDES: Mapping[str, Mapping[str, str]] = {
    "employee": {"nb": "den ansatte", "nn": "den tilsette", "en": "the employee"},
    "home": {"nb": "avgivende virksomhet", "nn": "avgivande verksemd", "en": "the home agency"},
    "host": {"nb": "mottakende virksomhet", "nn": "mottakande verksemd", "en": "the host agency"},
}

STATES: Mapping[str, Mapping[str, str]] = {
    "proposed": {"nb": "foreslått", "nn": "føreslått", "en": "proposed"},
    "agreed": {"nb": "avtalt", "nn": "avtalt", "en": "agreed"},
    "active": {"nb": "pågår", "nn": "går føre seg", "en": "under way"},
    "completed": {"nb": "fullført", "nn": "fullført", "en": "completed"},
    "ended_early": {"nb": "avsluttet før tiden", "nn": "avslutta før tida", "en": "ended early"},
    "rejected": {"nb": "avslått", "nn": "avslått", "en": "rejected"},
    "cancelled": {"nb": "avlyst", "nn": "avlyst", "en": "cancelled"},
    "draft": {"nb": "utkast", "nn": "utkast", "en": "draft"},
    "submitted": {"nb": "sendt inn", "nn": "send inn", "en": "submitted"},
    "returned": {"nb": "sendt tilbake", "nn": "send tilbake", "en": "returned"},
    "available": {"nb": "tilgjengelig", "nn": "tilgjengeleg", "en": "available"},
    "paused": {"nb": "på pause", "nn": "på pause", "en": "paused"},
    "withdrawn": {"nb": "trukket", "nn": "trekt", "en": "withdrawn"},
    "expired": {"nb": "utløpt", "nn": "gått ut", "en": "expired"},
    "open": {"nb": "åpent", "nn": "ope", "en": "open"},
    "on_hold": {"nb": "på vent", "nn": "på vent", "en": "on hold"},
    "filled": {"nb": "besatt", "nn": "fylt", "en": "filled"},
    "closed": {"nb": "lukket", "nn": "lukka", "en": "closed"},
    "applied": {"nb": "søkt", "nn": "søkt", "en": "applied"},
    "invited": {"nb": "invitert", "nn": "invitert", "en": "invited"},
    "interested": {"nb": "interessert", "nn": "interessert", "en": "interested"},
    "offered": {"nb": "tilbud gitt", "nn": "tilbod gitt", "en": "offered"},
    "accepted": {"nb": "tilbud akseptert", "nn": "tilbod akseptert", "en": "accepted"},
    "declined": {"nb": "takket nei", "nn": "takka nei", "en": "declined"},
    "lapsed": {"nb": "tar ikke flere", "nn": "tek ikkje fleire", "en": "takes nobody new"},
    "reserve": {"nb": "i reserve", "nn": "i reserve", "en": "in reserve"},
    "not_selected": {"nb": "ikke valgt", "nn": "ikkje vald", "en": "not selected"},
}

KINDS: Mapping[str, Mapping[str, str]] = {
    "extension": {"nb": "Forlengelse", "nn": "Forlenging", "en": "Extension"},
    "dates": {"nb": "Andre datoer", "nn": "Andre datoar", "en": "Other dates"},
    "content": {"nb": "Andre vilkår", "nn": "Andre vilkår", "en": "Other terms"},
    "early_return": {"nb": "Tidlig retur", "nn": "Tidleg retur", "en": "Early return"},
    "recall": {"nb": "Tilbakekalling", "nn": "Tilbakekalling", "en": "Recall"},
    "no_show": {"nb": "Ingen møtte", "nn": "Ingen møtte", "en": "Nobody came"},
}

AMENDMENT_STATES: Mapping[str, Mapping[str, str]] = {
    "proposed": {"nb": "foreslått", "nn": "føreslått", "en": "proposed"},
    "applied": {"nb": "gjelder", "nn": "gjeld", "en": "holds"},
    "rejected": {"nb": "avslått", "nn": "avslått", "en": "rejected"},
    "withdrawn": {"nb": "trukket", "nn": "trekt", "en": "withdrawn"},
    "expired": {"nb": "utløpt", "nn": "gått ut", "en": "expired"},
}

DEVIATIONS: Mapping[str, Mapping[str, str]] = {
    "outside_window": {
        "nb": "Utenfor tiden den ansatte har sagt seg ledig.",
        "nn": "Utanfor tida den tilsette har sagt seg ledig.",
        "en": "Outside the days on which the employee is available.",
    },
    "above_percentage": {
        "nb": "Høyere prosent enn den ansatte tilbyr.",
        "nn": "Høgare prosent enn den tilsette tilbyr.",
        "en": "A higher percentage than the employee offers.",
    },
    "outside_start": {
        "nb": "Begynner utenfor tiden behovet nevner.",
        "nn": "Byrjar utanfor tida behovet nemner.",
        "en": "Begins outside the days that the need names.",
    },
    "not_the_needs_length": {
        "nb": "En annen varighet enn behovet nevner.",
        "nn": "Ei anna lengd enn behovet nemner.",
        "en": "Another length than the need names.",
    },
    "not_the_needs_percentage": {
        "nb": "En annen prosent enn behovet nevner.",
        "nn": "Ein annan prosent enn behovet nemner.",
        "en": "Another percentage than the need names.",
    },
    "not_the_needs_place": {
        "nb": "Et annet sted enn behovet nevner.",
        "nn": "Ein annan stad enn behovet nemner.",
        "en": "Another place than the need names.",
    },
    "outside_endorsement": {
        "nb": "Utenfor grensene i anbefalingen fra avgivende virksomhet.",
        "nn": "Utanfor grensene i tilrådinga frå avgivande verksemd.",
        "en": "Outside the limits of the home agency's endorsement.",
    },
}


REASONS: Mapping[str, Mapping[str, str]] = {
    "workload": {"nb": "arbeidsmengde", "nn": "arbeidsmengd", "en": "workload"},
    "no_employer_permission": {
        "nb": "arbeidsgiveren gir ikke tillatelse",
        "nn": "arbeidsgjevaren gjev ikkje løyve",
        "en": "the employer does not give permission",
    },
    "not_available": {"nb": "ikke tilgjengelig", "nn": "ikkje tilgjengeleg", "en": "not available"},
    "person_taken": {
        "nb": "har et annet opphold i de dagene",
        "nn": "har eit anna opphald i dei dagane",
        "en": "has another stay on those days",
    },
    "requirement_mismatch": {
        "nb": "passer ikke med kravene",
        "nn": "passar ikkje med krava",
        "en": "does not match the requirements",
    },
    "other_candidate_selected": {
        "nb": "en annen kandidat er valgt",
        "nn": "ein annan kandidat er vald",
        "en": "another candidate was selected",
    },
    "no_longer_required": {
        "nb": "behovet er ikke der lenger",
        "nn": "behovet er ikkje der lenger",
        "en": "no longer required",
    },
    "no_candidate_found": {
        "nb": "ingen kandidat ble funnet",
        "nn": "ingen kandidat vart funnen",
        "en": "no candidate was found",
    },
    "no_response": {"nb": "ikke svart", "nn": "ikkje svart", "en": "no response"},
    "own_employee": {
        "nb": "ansatt i samme virksomhet",
        "nn": "tilsett i same verksemd",
        "en": "employed by the same agency",
    },
    "no_show": {"nb": "møtte ikke", "nn": "møtte ikkje", "en": "did not come"},
    "personal": {"nb": "personlige grunner", "nn": "personlege grunnar", "en": "personal reasons"},
    "other": {"nb": "annet", "nn": "anna", "en": "other"},
}


def named(table: Mapping[str, Mapping[str, str]], code: str, language: str) -> str:
    """The text for a code. An unknown code, of a newer server, is returned as it is."""
    words = table.get(code, {})
    return words.get(language, words.get("nb", code))
