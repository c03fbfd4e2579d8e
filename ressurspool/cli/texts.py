"""The command line's own sentences, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from ressurspool.cli.verb_texts import VERBS

TEXTS: Mapping[str, Mapping[str, str]] = {
    **VERBS,
    "login_page": {
        "nb": "Logg inn i nettleseren. Åpnes ikke siden, gå til:",
        "nn": "Logg inn i nettlesaren. Opnar ikkje sida seg, gå til:",
        "en": "Log in in the browser. Where the page does not open, go to:",
    },
    "login_code": {
        "nb": "Åpne denne adressen, på denne maskinen eller en annen, og bekreft koden:",
        "nn": "Opne denne adressa, på denne maskina eller ei anna, og stadfest koden:",
        "en": "Open this address, on this machine or another, and confirm the code:",
    },
    "logged_out": {"nb": "Du er logget ut.", "nn": "Du er logga ut.", "en": "You are logged out."},
    "not_logged_in": {
        "nb": "Du var ikke logget inn.",
        "nn": "Du var ikkje logga inn.",
        "en": "You were not logged in.",
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
    "mail_hours": {
        "nb": "Det som ikke haster, kommer på arbeidsdager fra klokka {start} til {end}.",
        "nn": "Det som ikkje hastar, kjem på arbeidsdagar frå klokka {start} til {end}.",
        "en": "What is not urgent comes on working days from {start} to {end} o'clock.",
    },
    "inbox_empty": {"nb": "Innboksen er tom.", "nn": "Innboksen er tom.", "en": "The inbox is empty."},
    "no_such_number": {
        "nb": "Det nummeret står ikke på den siste listen. Kjør: ressurspool task list",
        "nn": "Det nummeret står ikkje på den siste lista. Køyr: ressurspool task list",
        "en": "That number is not on the last list. Run: ressurspool task list",
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
    "decline_offer": {"nb": "Takke nei?", "nn": "Takke nei?", "en": "Decline?"},
    "withdraw_candidacy": {
        "nb": "Trekke dere fra dette?",
        "nn": "Trekkje dykk frå dette?",
        "en": "Withdraw from this?",
    },
    "cancel_placement": {"nb": "Avlyse denne?", "nn": "Avlyse denne?", "en": "Cancel this placement?"},
    "return_profile": {
        "nb": "Sende profilen tilbake til den ansatte?",
        "nn": "Sende profilen tilbake til den tilsette?",
        "en": "Return the profile to the employee?",
    },
    "revoke_endorsement": {
        "nb": "Trekke tilbake anbefalingen? Det som ikke er avtalt ennå, avsluttes.",
        "nn": "Trekkje tilbake tilrådinga? Det som ikkje er avtalt enno, blir avslutta.",
        "en": "Revoke the endorsement? What is not agreed yet comes to an end.",
    },
    "leave_pool": {
        "nb": "Trekke profilen fra ressurspoolen? Det som ikke er avtalt ennå, avsluttes.",
        "nn": "Trekkje profilen frå ressurspoolen? Det som ikkje er avtalt enno, blir avslutta.",
        "en": "Withdraw your profile from the pool? What is not agreed yet comes to an end.",
    },
    "decide_policy": {
        "nb": "Bestemme dette for nye hospiteringer?",
        "nn": "Bestemme dette for nye hospiteringar?",
        "en": "Decide this for new placements?",
    },
    "policy_min_months": {
        "nb": "Korteste avtale, måneder",
        "nn": "Kortaste avtale, månader",
        "en": "Shortest agreement, months",
    },
    "policy_max_months": {
        "nb": "Lengste avtale, måneder",
        "nn": "Lengste avtale, månader",
        "en": "Longest agreement, months",
    },
    "policy_max_total_months": {
        "nb": "Lengst i alt, måneder",
        "nn": "Lengst i alt, månader",
        "en": "Longest in all, months",
    },
    "policy_notice_weeks": {"nb": "Varsel, uker", "nn": "Varsel, veker", "en": "Notice, weeks"},
    "policy_lending_cap": {
        "nb": "Flest borte samtidig",
        "nn": "Flest borte samstundes",
        "en": "Most away at once",
    },
    "policy_payer": {"nb": "Betaler lønn", "nn": "Betaler løn", "en": "Pays the salary"},
    "policy_scheme": {"nb": "som ordningen", "nn": "som ordninga", "en": "as the scheme"},
    "would_end": {"nb": "Dette avsluttes", "nn": "Dette blir avslutta", "en": "This would end"},
    "open_candidacies": {"nb": "åpne kandidaturer", "nn": "opne kandidatur", "en": "open candidacies"},
    "proposed_placements": {
        "nb": "hospiteringer som venter på svar",
        "nn": "hospiteringar som ventar på svar",
        "en": "placements that wait for an answer",
    },
    "unknown_ends": {
        "nb": "Hva som avsluttes, er ikke kjent akkurat nå.",
        "nn": "Kva som blir avslutta, er ikkje kjent akkurat no.",
        "en": "What would end is not known just now.",
    },
    "waits_for": {"nb": "venter på", "nn": "ventar på", "en": "waits for"},
    "fits": {"nb": "passer", "nn": "passar", "en": "fits"},
    "does_not_fit": {"nb": "passer ikke", "nn": "passar ikkje", "en": "does not fit"},
    "placement": {"nb": "Hospitering", "nn": "Hospitering", "en": "Placement"},
    "login_for_decision": {
        "nb": "Logg inn med adressen lenken kom til, for virksomheten som e-posten nevner.",
        "nn": "Logg inn med adressa lenkja kom til, for verksemda som e-posten nemner.",
        "en": "Log in with the address the link was mailed to, for the public body that the mail names.",
    },
    "not_your_link": {
        "nb": "Lenken er ikke for deg i virksomheten du valgte. Prøv igjen med adressen den kom til, og virksomheten i "
        "e-posten.",
        "nn": "Lenkja er ikkje for deg i verksemda du valde. Prøv igjen med adressa ho kom til, og verksemda i "
        "e-posten.",
        "en": "The link is not for you at the body you chose. Try again with the address it was mailed to, and the "
        "body the mail names.",
    },
    "decision_over": {
        "nb": "Du kan ikke svare lenger: tiden er ute, eller en koordinator har trukket oppdraget. Be om en ny lenke.",
        "nn": "Du kan ikkje svare lenger: tida er ute, eller ein koordinator har trekt oppdraget. Be om ei ny lenkje.",
        "en": "You can decide no more: the time is over, or a coordinator took it back. Ask for a new link.",
    },
    "nothing_to_decide": {
        "nb": "Her er det ikke noe å svare på nå.",
        "nn": "Her er det ikkje noko å svare på no.",
        "en": "There is nothing to decide here now.",
    },
    "decide_question": {
        "nb": "Sier virksomheten ja til disse vilkårene?",
        "nn": "Seier verksemda ja til desse vilkåra?",
        "en": "Does the public body say yes to these terms?",
    },
    "decide_answers": {"nb": "ja/nei/senere", "nn": "ja/nei/seinare", "en": "yes/no/later"},
    "ask_reason": {"nb": "Hvorfor?", "nn": "Kvifor?", "en": "Why?"},
    "decide_later": {
        "nb": "Ikke svart. Gi samme kommando igjen på denne maskinen når du vil svare.",
        "nn": "Ikkje svart. Gi same kommando igjen på denne maskina når du vil svare.",
        "en": "Not decided. Give the same command again on this machine when you want to.",
    },
    "you_approved": {"nb": "Du svarte ja.", "nn": "Du svarte ja.", "en": "You said yes."},
    "you_rejected": {"nb": "Du svarte nei.", "nn": "Du svarte nei.", "en": "You said no."},
    "ask_for_change": {
        "nb": "Be de andre om denne endringen?",
        "nn": "Be dei andre om denne endringa?",
        "en": "Ask the others for this change?",
    },
    "end_stay": {
        "nb": "Avslutte oppholdet før tiden?",
        "nn": "Avslutte opphaldet før tida?",
        "en": "End the stay early?",
    },
    "recall_employee": {
        "nb": "Kalle den ansatte hjem?",
        "nn": "Kalle den tilsette heim?",
        "en": "Call the employee home?",
    },
    "report_no_show": {
        "nb": "Melde at ingen møtte? Oppholdet slutter i dag.",
        "nn": "Melde at ingen møtte? Opphaldet sluttar i dag.",
        "en": "State that nobody came? The stay ends today.",
    },
    "last_day": {"nb": "Siste dag", "nn": "Siste dag", "en": "Last day"},
    "needs_three": {
        "nb": "Denne dagen krever ja fra alle tre. Med varsel kan oppholdet slutte tidligst",
        "nn": "Denne dagen krev ja frå alle tre. Med varsel kan opphaldet slutte tidlegast",
        "en": "This day takes three yeses. With notice the stay can end on this day at the earliest:",
    },
    "recalled_too_early": {
        "nb": "Det er for tidlig: varselet gjelder. Med varsel kan oppholdet slutte tidligst",
        "nn": "Det er for tidleg: varselet gjeld. Med varsel kan opphaldet slutte tidlegast",
        "en": "That is too early: the notice counts. The stay can end on this day at the earliest:",
    },
    "no_amendments": {
        "nb": "Ingen har bedt om å endre dette oppholdet.",
        "nn": "Ingen har bede om å endre dette opphaldet.",
        "en": "Nobody has asked to change this stay.",
    },
    "empty_shortlist": {
        "nb": "Kortlisten er tom.",
        "nn": "Kortlista er tom.",
        "en": "The shortlist is empty.",
    },
    "leave_shortlist": {
        "nb": "Ta dette av kortlisten? Notatet slettes.",
        "nn": "Ta dette av kortlista? Notatet blir sletta.",
        "en": "Take this off the shortlist? The note is erased.",
    },
    "no_messages": {
        "nb": "Ingen har skrevet noe.",
        "nn": "Ingen har skrive noko.",
        "en": "Nobody has written anything.",
    },
    "ended": {"nb": "Avsluttet", "nn": "Avslutta", "en": "Ended"},
    "no_live_amendment": {
        "nb": "Ingen endring venter på svar.",
        "nn": "Inga endring ventar på svar.",
        "en": "No change waits for an answer.",
    },
    "agree_to_terms": {"nb": "Si ja til dette?", "nn": "Seie ja til dette?", "en": "Say yes to this?"},
    "refuse_terms": {"nb": "Si nei til dette?", "nn": "Seie nei til dette?", "en": "Say no to this?"},
    "retract_amendment": {
        "nb": "Trekke endringen tilbake?",
        "nn": "Trekkje endringa tilbake?",
        "en": "Take this change back?",
    },
    "settle_stay": {
        "nb": "Bekrefte at oppholdet går som avtalt?",
        "nn": "Stadfeste at opphaldet går som avtalt?",
        "en": "State that the stay goes on as agreed?",
    },
    "present_terms": {"nb": "Nå", "nn": "No", "en": "Now"},
    "amended_terms": {"nb": "Endret", "nn": "Endra", "en": "Amended"},
    "you_may": {"nb": "Du kan", "nn": "Du kan", "en": "You may"},
    "endorsed_until": {"nb": "Anbefalt til og med", "nn": "Tilrådd til og med", "en": "Endorsed until"},
    "prolong_endorsement": {
        "nb": "Endre anbefalingen slik?",
        "nn": "Endre tilrådinga slik?",
        "en": "Change the endorsement like this?",
    },
    "pause_profile": {
        "nb": "Sette profilen på pause?",
        "nn": "Setje profilen på pause?",
        "en": "Pause your profile?",
    },
    "resume_profile": {
        "nb": "Gjøre profilen tilgjengelig igjen?",
        "nn": "Gjere profilen tilgjengeleg igjen?",
        "en": "Make your profile available again?",
    },
    "hold_need": {"nb": "Sette behovet på vent?", "nn": "Setje behovet på vent?", "en": "Put the need on hold?"},
    "resume_need": {"nb": "Åpne behovet igjen?", "nn": "Opne behovet igjen?", "en": "Open the need again?"},
    "close_need": {"nb": "Lukke behovet?", "nn": "Lukke behovet?", "en": "Close the need?"},
    "ask_outcome": {"nb": "Hva ble det til?", "nn": "Kva vart det til?", "en": "What came of it?"},
    "would_fit": {"nb": "Passer", "nn": "Passar", "en": "Would fit"},
    "excludes": {"nb": "Utelukker", "nn": "Utelukkar", "en": "Keeps out"},
    "too_few": {
        "nb": "for få til å si",
        "nn": "for få til å seie",
        "en": "too few to tell",
    },
    "no_demo": {
        "nb": "Fant ingen innlogginger for demonstrasjonen. Kjør først: make up",
        "nn": "Fann ingen innloggingar for demonstrasjonen. Køyr først: make up",
        "en": "Found no logins of the demonstration. Run first: make up",
    },
}


def say(what: str, language: str) -> str:
    """The text of that name; in bokmål where the language is unknown."""
    return TEXTS[what].get(language, TEXTS[what]["nb"])
