"""What the pages of a body's employees say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

_HISTORY: Mapping[str, Texts] = {
    "created": texts(nb="Profilen ble laget", nn="Profilen vart laga", en="The profile was made"),
    "updated": texts(nb="Profilen ble endret", nn="Profilen vart endra", en="The profile was changed"),
    "submitted": texts(nb="Sendt inn for anbefaling", nn="Send inn for tilråding", en="Sent in for endorsement"),
    "endorsed": texts(nb="Anbefalt", nn="Tilrådd", en="Endorsed"),
    "changed": texts(nb="Endret", nn="Endra", en="Changed"),
    "returned": texts(nb="Sendt tilbake", nn="Send tilbake", en="Returned"),
    "endorsement_changed": texts(nb="Anbefalingen ble endret", nn="Tilrådinga vart endra", en="Endorsement changed"),
    "endorsement_revoked": texts(
        nb="Anbefalingen ble trukket", nn="Tilrådinga vart trekt", en="The endorsement was revoked"
    ),
    "endorsement_ending": texts(
        nb="Varslet: anbefalingen går ut", nn="Varsla: tilrådinga går ut", en="Notified: the endorsement ends"
    ),
    "paused": texts(nb="Satt på pause", nn="Sett på pause", en="Paused"),
    "resumed": texts(nb="Tilgjengelig igjen", nn="Tilgjengeleg igjen", en="Available again"),
    "renewed": texts(nb="Bedt om ny anbefaling", nn="Bede om ny tilråding", en="Asked for a new endorsement"),
    "expired": texts(nb="Anbefalingen gikk ut", nn="Tilrådinga gjekk ut", en="The endorsement ended"),
    "withdrawn": texts(nb="Trukket fra poolen", nn="Trekt frå poolen", en="Withdrawn from the pool"),
}

WORDS: Mapping[str, Texts] = {
    **{f"history_{verb}": text for verb, text in _HISTORY.items()},
    "employees_title": texts(nb="Ansatte i ressurspoolen", nn="Tilsette i ressurspoolen", en="Employees in the pool"),
    "wait_for_you": texts(
        nb="Venter på anbefaling nå: {}", nn="Ventar på tilråding no: {}", en="Waiting for endorsement now: {}"
    ),
    "show_waiting": texts(nb="Vis dem som venter", nn="Vis dei som ventar", en="Show those that wait"),
    "no_employees": texts(
        nb="Ingen av de ansatte har meldt seg til poolen ennå. De melder seg selv: be dem logge inn her og fylle ut "
        "profilen sin.",
        nn="Ingen av dei tilsette har meldt seg til poolen enno. Dei melder seg sjølve: be dei logge inn her og fylle "
        "ut profilen sin.",
        en="None of the employees have joined the pool yet. They join by themselves: ask them to log in here and fill "
        "in their profile.",
    ),
    "none_found": texts(
        nb="Ingen passer med det du søker etter.",
        nn="Ingen passar med det du søkjer etter.",
        en="None match what you search for.",
    ),
    "show_all": texts(nb="Vis alle", nn="Vis alle", en="Show all"),
    "field_q": texts(nb="Søk i titler og fag", nn="Søk i titlar og fag", en="Search titles and fields"),
    "field_state": texts(nb="Status", nn="Status", en="Status"),
    "employee": texts(nb="Ansatt", nn="Tilsett", en="Employee"),
    "title": texts(nb="Stilling", nn="Stilling", en="Title"),
    "state": texts(nb="Status", nn="Status", en="Status"),
    "endorsed_until": texts(nb="Anbefalt til", nn="Tilrådd til", en="Endorsed until"),
    "has_waited": texts(nb="Venter", nn="Ventar", en="Waits"),
    "ends_soon": texts(nb="går snart ut", nn="går snart ut", en="ends soon"),
    "offers": texts(nb="Det den ansatte tilbyr", nn="Det den tilsette tilbyr", en="What the employee offers"),
    "fields": texts(nb="Fag", nn="Fag", en="Fields"),
    "level": texts(nb="nivå", nn="nivå", en="level"),
    "levels": texts(
        nb="Nivå 1 har arbeidet med det, 2 arbeider selvstendig, 3 leder andre i det.",
        nn="Nivå 1 har arbeidd med det, 2 arbeider sjølvstendig, 3 leier andre i det.",
        en="Level 1 has worked with it, 2 works independently, 3 leads others in it.",
    ),
    "skills": texts(nb="Ferdigheter", nn="Dugleikar", en="Skills"),
    "languages": texts(nb="Språk", nn="Språk", en="Languages"),
    "learning": texts(nb="Vil lære", nn="Vil lære", en="Wants to learn"),
    "windows": texts(nb="Kan hospitere", nn="Kan hospitere", en="Can be lent"),
    "busy": texts(nb="Avtalt bort", nn="Avtalt bort", en="Agreed stays"),
    "percentage": texts(nb="Stillingsprosent", nn="Stillingsprosent", en="Percentage"),
    "county": texts(nb="Fylke", nn="Fylke", en="County"),
    "remote": texts(nb="Kan arbeide hjemmefra", nn="Kan arbeide heimanfrå", en="May work from elsewhere"),
    "clearance": texts(nb="Klarering", nn="Klarering", en="Clearance"),
    "about": texts(nb="Om seg selv", nn="Om seg sjølv", en="About themselves"),
    "paused_until": texts(nb="Pause til", nn="Pause til", en="Paused until"),
    "reason": texts(nb="Grunn", nn="Grunn", en="Reason"),
    "note": texts(nb="Merknad", nn="Merknad", en="Note"),
    "waits_for": texts(nb="Venter på", nn="Ventar på", en="Waits for"),
    "endorsement": texts(nb="Anbefaling", nn="Tilråding", en="Endorsement"),
    "endorse_means": texts(
        nb="Med anbefalingen kan andre virksomheter finne profilen, uten navn, og invitere. Hver hospitering må dere "
        "likevel si ja til.",
        nn="Med tilrådinga kan andre verksemder finne profilen, utan namn, og invitere. Kvar hospitering må de "
        "likevel seie ja til.",
        en="With the endorsement other bodies can find the profile, without the name, and invite. Each placement "
        "still needs your yes.",
    ),
    "change_means": texts(
        nb="Endringen gjelder fra nå. Ingenting som er i gang, avsluttes.",
        nn="Endringa gjeld frå no. Ingenting som er i gang, blir avslutta.",
        en="The change holds from now on. Nothing that is under way ends.",
    ),
    "valid_until": texts(nb="Gjelder til og med", nn="Gjeld til og med", en="Holds until"),
    "max_months": texts(nb="Lengste hospitering", nn="Lengste hospitering", en="Longest placement"),
    "months": texts(nb="måneder", nn="månader", en="months"),
    "max_percentage": texts(nb="Høyeste prosent", nn="Høgaste prosent", en="Highest percentage"),
    "field_valid_until": texts(nb="Gjelder til og med", nn="Gjeld til og med", en="Holds until"),
    "field_max_months": texts(
        nb="Lengste hospitering, i måneder", nn="Lengste hospitering, i månader", en="Longest placement, in months"
    ),
    "field_max_percentage": texts(nb="Høyeste prosent", nn="Høgaste prosent", en="Highest percentage"),
    "field_note": texts(nb="Merknad til den ansatte", nn="Merknad til den tilsette", en="Note to the employee"),
    "field_reason": texts(nb="Grunn", nn="Grunn", en="Reason"),
    "endorse": texts(nb="Anbefal", nn="Tilrå", en="Endorse"),
    "change_endorsement": texts(
        nb="Endre eller forleng anbefalingen",
        nn="Endre eller forleng tilrådinga",
        en="Change or prolong the endorsement",
    ),
    "send_back": texts(nb="Send tilbake", nn="Send tilbake", en="Send back"),
    "send_back_title": texts(nb="Send profilen tilbake", nn="Send profilen tilbake", en="Send the profile back"),
    "send_back_means": texts(
        nb="Profilen vises ikke for andre. Den ansatte får beskjed med grunnen, kan rette den, og sende den inn igjen.",
        nn="Profilen blir ikkje vist for andre. Den tilsette får melding med grunnen, kan rette han, og sende han inn "
        "igjen.",
        en="The profile is shown to nobody else. The employee is notified with the reason, can mend it, and send it "
        "in again.",
    ),
    "revoke": texts(nb="Trekk anbefalingen", nn="Trekk tilrådinga", en="Revoke the endorsement"),
    "revoke_means": texts(
        nb="Profilen kan ikke lenger finnes av andre. Det som er avtalt, står.",
        nn="Profilen kan ikkje lenger finnast av andre. Det som er avtalt, står.",
        en="The profile can no longer be found by others. What is agreed stands.",
    ),
    "ends_with_it": texts(nb="Dette avsluttes", nn="Dette blir avslutta", en="This ends"),
    "would_end": texts(nb="Avsluttes med den", nn="Blir avslutta med ho", en="Would end with it"),
    "open_candidacies": texts(nb="åpne kandidaturer: {}", nn="opne kandidaturar: {}", en="open candidacies: {}"),
    "open_placements": texts(
        nb="foreslåtte hospiteringer: {}", nn="føreslåtte hospiteringar: {}", en="proposed placements: {}"
    ),
    "ends_unknown": texts(
        nb="Vi vet ikke akkurat nå hvor mye som avsluttes. Last siden på nytt om litt.",
        nn="Vi veit ikkje akkurat no kor mykje som blir avslutta. Last sida på nytt om litt.",
        en="How much would end is not known right now. Reload the page in a moment.",
    ),
    "history": texts(nb="Historikk", nn="Historikk", en="History"),
    "all_employees": texts(nb="Alle ansatte i poolen", nn="Alle tilsette i poolen", en="All employees in the pool"),
    "said_endorsed": texts(
        nb="Anbefalt. Den ansatte får beskjed.",
        nn="Tilrådd. Den tilsette får melding.",
        en="Endorsed. The employee is notified.",
    ),
    "said_changed": texts(nb="Anbefalingen er endret.", nn="Tilrådinga er endra.", en="The endorsement was changed."),
    "said_returned": texts(
        nb="Sendt tilbake. Den ansatte får beskjed.",
        nn="Send tilbake. Den tilsette får melding.",
        en="Sent back. The employee is notified.",
    ),
    "said_revoked": texts(nb="Anbefalingen er trukket.", nn="Tilrådinga er trekt.", en="The endorsement was revoked."),
}
