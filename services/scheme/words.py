"""The words of the scheme's codes, in bokmål, nynorsk and English: those that several services have."""

from collections.abc import Mapping

Words = Mapping[str, str]  # one text, by language


def words(*, nb: str, nn: str, en: str) -> Words:
    return {"nb": nb, "nn": nn, "en": en}


PARTIES: Mapping[str, Words] = {
    "home": words(nb="avgivende virksomhet", nn="avgjevande verksemd", en="the home agency"),
    "host": words(nb="mottakende virksomhet", nn="mottakande verksemd", en="the host agency"),
    "employee": words(nb="den ansatte", nn="den tilsette", en="the employee"),
}

ROLES: Mapping[str, Words] = {
    "employee": words(nb="ansatt", nn="tilsett", en="employee"),
    "requester": words(nb="bestiller", nn="bestillar", en="requester"),
    "coordinator": words(nb="HR-koordinator", nn="HR-koordinator", en="HR coordinator"),
    "broker": words(nb="megler", nn="meklar", en="broker"),
    "admin": words(nb="administrator", nn="administrator", en="administrator"),
}

BODY_LEVELS: Mapping[str, Words] = {
    "state": words(nb="stat", nn="stat", en="state"),
    "county": words(nb="fylkeskommune", nn="fylkeskommune", en="county"),
    "municipal": words(nb="kommune", nn="kommune", en="municipality"),
    "health_trust": words(nb="helseforetak", nn="helseføretak", en="health trust"),
}

DECISIONS: Mapping[str, Words] = {
    "approve": words(nb="ja", nn="ja", en="yes"),
    "reject": words(nb="nei", nn="nei", en="no"),
}

REASONS: Mapping[str, Words] = {
    "workload": words(nb="arbeidsmengde", nn="arbeidsmengd", en="workload"),
    "no_employer_permission": words(
        nb="arbeidsgiveren gir ikke tillatelse",
        nn="arbeidsgjevaren gjev ikkje løyve",
        en="the employer does not give permission",
    ),
    "not_available": words(nb="ikke tilgjengelig", nn="ikkje tilgjengeleg", en="not available"),
    "person_taken": words(
        nb="bundet av en annen hospitering", nn="bunden av ei anna hospitering", en="bound by another placement"
    ),
    "requirement_mismatch": words(
        nb="passer ikke med kravene", nn="passar ikkje med krava", en="does not match the requirements"
    ),
    "other_candidate_selected": words(
        nb="en annen kandidat er valgt", nn="ein annan kandidat er vald", en="another candidate was selected"
    ),
    "no_longer_required": words(
        nb="behovet er ikke der lenger", nn="behovet er ikkje der lenger", en="no longer required"
    ),
    "no_candidate_found": words(
        nb="ingen kandidat ble funnet", nn="ingen kandidat vart funnen", en="no candidate was found"
    ),
    "no_response": words(nb="ikke svart", nn="ikkje svart", en="no response"),
    "own_employee": words(
        nb="ansatt i samme virksomhet", nn="tilsett i same verksemd", en="employed by the same agency"
    ),
    "no_show": words(nb="møtte ikke", nn="møtte ikkje", en="did not come"),
    "personal": words(nb="personlige grunner", nn="personlege grunnar", en="personal reasons"),
    "other": words(nb="annet", nn="anna", en="other"),
}

OUTCOMES: Mapping[str, Words] = {
    **REASONS,
    "filled": words(nb="behovet er dekket", nn="behovet er dekt", en="the need is filled"),
}

ASPECTS: Mapping[str, Words] = {
    "description": words(nb="beskrivelse", nn="skildring", en="description"),
    "fields": words(nb="fagområder", nn="fagområde", en="fields"),
    "skills": words(nb="ferdigheter", nn="dugleikar", en="skills"),
    "languages": words(nb="språk", nn="språk", en="languages"),
    "dates": words(nb="oppstart", nn="oppstart", en="dates of the start"),
    "length": words(nb="varighet", nn="lengd", en="length"),
    "percentage": words(nb="stillingsprosent", nn="stillingsprosent", en="percentage"),
    "place": words(nb="sted", nn="stad", en="place"),
    "places": words(nb="antall plasser", nn="talet på plassar", en="number of places"),
    "clearance": words(nb="klarering", nn="klarering", en="clearance"),
}

DOUBTS: Mapping[str, Words] = {
    "home_left": words(
        nb="den ansatte hører ikke lenger til avgivende virksomhet",
        nn="den tilsette høyrer ikkje lenger til avgjevande verksemd",
        en="the employee no longer belongs to the home agency",
    ),
    "host_joined": words(
        nb="den ansatte hører nå til mottakende virksomhet",
        nn="den tilsette høyrer no til mottakande verksemd",
        en="the employee belongs to the host agency now",
    ),
    "booked_twice": words(
        nb="den ansatte hadde to kontoer, og har en annen hospitering på noen av de samme dagene",
        nn="den tilsette hadde to kontoar, og har ei anna hospitering på nokre av dei same dagane",
        en="the employee had two accounts, and has another stay on some of the same days",
    ),
}

AMENDMENTS: Mapping[str, Words] = {
    "extension": words(nb="forlengelse", nn="forlenging", en="extension"),
    "dates": words(nb="andre datoer", nn="andre datoar", en="other dates"),
    "content": words(nb="annet innhold", nn="anna innhald", en="other content"),
    "early_return": words(nb="tidlig retur", nn="tidleg retur", en="early return"),
    "recall": words(nb="tilbakekalling", nn="tilbakekalling", en="recall"),
    "no_show": words(nb="ingen møtte", nn="ingen møtte", en="no-show"),
}

PERSPECTIVES: Mapping[str, Words] = {
    "neutral": words(nb="uten betydning", nn="utan noko å seie", en="makes no difference"),
    "other_sector": words(
        nb="helst fra en annen sektor", nn="helst frå ein annan sektor", en="preferably from another sector"
    ),
    "peer": words(
        nb="helst fra en lignende virksomhet",
        nn="helst frå ei liknande verksemd",
        en="preferably from a similar agency",
    ),
}

CLEARANCES: Mapping[str, Words] = {
    "none": words(nb="ingen", nn="inga", en="none"),
    "restricted": words(nb="begrenset", nn="avgrensa", en="restricted"),
    "confidential": words(nb="konfidensielt", nn="konfidensielt", en="confidential"),
    "secret": words(nb="hemmelig", nn="hemmeleg", en="secret"),
}

LANGUAGES: Mapping[str, Words] = {
    "nb": words(nb="bokmål", nn="bokmål", en="Norwegian Bokmål"),
    "nn": words(nb="nynorsk", nn="nynorsk", en="Norwegian Nynorsk"),
    "en": words(nb="engelsk", nn="engelsk", en="English"),
    "se": words(nb="nordsamisk", nn="nordsamisk", en="Northern Sámi"),
    "sma": words(nb="sørsamisk", nn="sørsamisk", en="Southern Sámi"),
    "smj": words(nb="lulesamisk", nn="lulesamisk", en="Lule Sámi"),
    "smn": words(nb="enaresamisk", nn="enaresamisk", en="Inari Sámi"),
    "sms": words(nb="skoltesamisk", nn="skoltesamisk", en="Skolt Sámi"),
    "sje": words(nb="pitesamisk", nn="pitesamisk", en="Pite Sámi"),
    "fkv": words(nb="kvensk", nn="kvensk", en="Kven"),
    "sv": words(nb="svensk", nn="svensk", en="Swedish"),
    "da": words(nb="dansk", nn="dansk", en="Danish"),
    "fi": words(nb="finsk", nn="finsk", en="Finnish"),
    "is": words(nb="islandsk", nn="islandsk", en="Icelandic"),
    "fo": words(nb="færøysk", nn="færøysk", en="Faroese"),
    "de": words(nb="tysk", nn="tysk", en="German"),
    "fr": words(nb="fransk", nn="fransk", en="French"),
    "es": words(nb="spansk", nn="spansk", en="Spanish"),
    "pl": words(nb="polsk", nn="polsk", en="Polish"),
    "uk": words(nb="ukrainsk", nn="ukrainsk", en="Ukrainian"),
    "ar": words(nb="arabisk", nn="arabisk", en="Arabic"),
}
