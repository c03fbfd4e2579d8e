"""What the pages of opportunities say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "opportunities_title": texts(nb="Behov som passer deg", nn="Behov som passar deg", en="Needs that fit you"),
    "opportunities_lead": texts(
        nb="Forslagene bygger på profilen din. Ingen vet at du ser på dem.",
        nn="Forslaga byggjer på profilen din. Ingen veit at du ser på dei.",
        en="The suggestions come from your profile. Nobody knows that you look at them.",
    ),
    "no_profile": texts(
        nb="Vi trenger en profil for å finne behov som passer deg.",
        nn="Vi treng ein profil for å finne behov som passar deg.",
        en="A profile is needed to find what fits you.",
    ),
    "not_available": texts(
        nb="Profilen din er ikke tilgjengelig nå, så vi foreslår ingenting. Se hva den venter på.",
        nn="Profilen din er ikkje tilgjengeleg no, så vi føreslår ingenting. Sjå kva han ventar på.",
        en="Your profile is not available now, so nothing is suggested. See what it waits for.",
    ),
    "not_open": texts(
        nb="Behovet tar ikke imot søknader nå.",
        nn="Behovet tek ikkje imot søknader no.",
        en="The need takes no applications now.",
    ),
    "nothing_fits": texts(
        nb="Ingen åpne behov passer akkurat nå. Slå på varsler, så hører du fra oss, eller gjør profilen rommeligere.",
        nn="Ingen opne behov passar akkurat no. Slå på varsel, så høyrer du frå oss, eller gjer profilen romslegare.",
        en="No open need fits right now. Turn notices on to hear from us, or make the profile wider.",
    ),
    "alerts_on": texts(
        nb="Du får en melding når et nytt behov passer.",
        nn="Du får ei melding når eit nytt behov passar.",
        en="You are notified when a new need fits.",
    ),
    "alerts_off": texts(
        nb="Du får ingen melding om nye behov.",
        nn="Du får inga melding om nye behov.",
        en="You are not notified of new needs.",
    ),
    "turn_on": texts(nb="Slå på varsler", nn="Slå på varsel", en="Turn notices on"),
    "turn_off": texts(nb="Slå av varsler", nn="Slå av varsel", en="Turn notices off"),
    "fits": texts(nb="Passer", nn="Passar", en="Fits"),
    "earliest": texts(nb="Kan begynne", nn="Kan byrje", en="Can begin"),
    "host": texts(nb="Hos", nn="Hos", en="At"),
    "length": texts(nb="Varighet", nn="Lengd", en="Length"),
    "share": texts(nb="Stilling", nn="Stilling", en="Position"),
    "place": texts(nb="Sted", nn="Stad", en="Place"),
    "remote_possible": texts(nb="kan gjøres på avstand", nn="kan gjerast på avstand", en="can be done remotely"),
    "places": texts(nb="Ledige plasser", nn="Ledige plassar", en="Free places"),
    "required": texts(nb="Må kunne", nn="Må kunne", en="Required skills"),
    "useful": texts(nb="En fordel", nn="Ein fordel", en="An advantage"),
    "why": texts(nb="Hvorfor det passer", nn="Kvifor det passar", en="Why it fits"),
    "against": texts(nb="Hva som ikke passer", nn="Kva som ikkje passar", en="What does not fit"),
    "see_and_apply": texts(nb="Se behovet og søk", nn="Sjå behovet og søk", en="See the need and apply"),
    "already": texts(nb="Du er i gang med dette", nn="Du er i gang med dette", en="You have begun this"),
    "see_candidacy": texts(nb="Se hvordan det står til", nn="Sjå korleis det står til", en="See how it stands"),
    "will_see": texts(
        nb="Dette får virksomheten se når du søker",
        nn="Dette får verksemda sjå når du søkjer",
        en="What the body will see once you apply",
    ),
    "will_see_hint": texts(
        nb="Virksomheten får vite hvem du er. Din egen virksomhet får vite at du har søkt, og må si ja til et opphold.",
        nn="Verksemda får vite kven du er. Di eiga verksemd får vite at du har søkt, og må seie ja til eit opphald.",
        en="The body learns who you are. Your own body learns that you have applied, and has to say yes to a stay.",
    ),
    "apply": texts(nb="Søk nå", nn="Søk no", en="Apply now"),
    "field_message": texts(nb="Hilsen til virksomheten", nn="Helsing til verksemda", en="Message to the body"),
    "hint_message": texts(
        nb="Hvorfor du vil, og hva du kan bidra med. Et par setninger er nok.",
        nn="Kvifor du vil, og kva du kan bidra med. Eit par setningar er nok.",
        en="Why you want to, and what you can contribute. A few sentences are enough.",
    ),
}
