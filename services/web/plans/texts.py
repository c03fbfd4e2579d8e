"""What the pages of plans say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "plans": texts(nb="Planer", nn="Planar", en="Plans"),
    "plans_lead": texts(
        nb="En plan fordeler fagpersoner på mange behov på én gang, så flest mulig får noen. Den er et forslag: "
        "ingen inviteres før noen gjør det.",
        nn="Ein plan fordeler fagpersonar på mange behov på éin gong, så flest mogleg får nokon. Han er eit "
        "forslag: ingen blir inviterte før nokon gjer det.",
        en="A plan assigns experts to many needs at once, so that as many as possible get somebody. It is a "
        "proposal: nobody is invited until somebody does it.",
    ),
    "new_plan": texts(nb="Lag en ny plan", nn="Lag ein ny plan", en="Make a new plan"),
    "no_plans": texts(
        nb="Ingen planer ennå. Lag en for å se hvor langt de som er ledige, rekker.",
        nn="Ingen planar enno. Lag ein for å sjå kor langt dei som er ledige, rekk.",
        en="No plans yet. Make one to see how far those who are free reach.",
    ),
    "needs": texts(nb="Behov", nn="Behov", en="Needs"),
    "filled": texts(nb="Plasser fylt", nn="Plassar fylte", en="Places filled"),
    "of": texts(nb="{} av {}", nn="{} av {}", en="{} of {}"),
    "new_lead": texts(
        nb="Planen regner ut den beste fordelingen for alle åpne behov du kan planlegge for.",
        nn="Planen reknar ut den beste fordelinga for alle opne behov du kan planleggje for.",
        en="The plan computes the best assignment for all open needs that you may plan for.",
    ),
    "new_one": texts(
        nb="Det tar noen sekunder. Du kan gå fra siden og komme tilbake.",
        nn="Det tek nokre sekund. Du kan gå frå sida og kome tilbake.",
        en="It takes some seconds. You may leave the page and come back.",
    ),
    "new_two": texts(
        nb="Du ser hva planen koster mot andre planer, og hvilke behov som blir uten noen, og hvorfor.",
        nn="Du ser kva planen kostar mot andre planar, og kva behov som blir utan nokon, og kvifor.",
        en="You see what the plan costs against other plans, and which needs get nobody, and why.",
    ),
    "new_three": texts(
        nb="Ingen får vite noe. Du inviterer selv, fra hvert behov.",
        nn="Ingen får vite noko. Du inviterer sjølv, frå kvart behov.",
        en="Nobody is told anything. You invite yourself, from each need.",
    ),
    "field_objective": texts(
        nb="Hva skal planen gjøre best?",
        nn="Kva skal planen gjere best?",
        en="What is the plan to do best?",
    ),
    "field_horizon_start": texts(
        nb="Tidligste dag et opphold begynner",
        nn="Tidlegaste dag eit opphald byrjar",
        en="Earliest day a stay begins",
    ),
    "field_horizon_end": texts(
        nb="Siste dag et opphold slutter",
        nn="Siste dag eit opphald sluttar",
        en="Last day a stay ends",
    ),
    "field_in_a_row": texts(
        nb="Så mange opphold kan samme person få etter hverandre",
        nn="Så mange opphald kan same person få etter kvarandre",
        en="So many stays one person may have after each other",
    ),
    "make": texts(nb="Lag planen", nn="Lag planen", en="Make the plan"),
    "made": texts(nb="Bestilt", nn="Bestilt", en="Asked for"),
    "progress": texts(
        nb="Planen lages: {} % er gjort.",
        nn="Planen blir laga: {} % er gjort.",
        en="The plan is being made: {} % is done.",
    ),
    "look_again": texts(
        nb="Se hvor langt den er kommet",
        nn="Sjå kor langt han er komen",
        en="See how far it has come",
    ),
    "cancel_plan": texts(nb="Stopp planen", nn="Stopp planen", en="Stop the plan"),
    "comes_to": texts(
        nb="Hva planen gir, og hva den koster",
        nn="Kva planen gir, og kva han kostar",
        en="What the plan gives, and what it costs",
    ),
    "placements": texts(nb="Hvem som ville gått hvor", nn="Kven som ville gått kvar", en="Who would go where"),
    "placements_hint": texts(
        nb="Fagpersoner står uten navn til de er invitert og har svart.",
        nn="Fagpersonar står utan namn til dei er inviterte og har svart.",
        en="Experts stand without names until they are invited and have answered.",
    ),
    "no_placements": texts(
        nb="Ingen kan plasseres slik behovene er nå. Se under hva som hindrer det.",
        nn="Ingen kan plasserast slik behova er no. Sjå under kva som hindrar det.",
        en="Nobody can be placed as the needs are now. See below what prevents it.",
    ),
    "expert": texts(nb="Fagperson", nn="Fagperson", en="Expert"),
    "to": texts(nb="til", nn="til", en="to"),
    "need": texts(nb="Behov", nn="Behov", en="Need"),
    "host": texts(nb="Virksomhet", nn="Verksemd", en="Body"),
    "when": texts(nb="Tid", nn="Tid", en="When"),
    "fits": texts(nb="Passer {} av 100", nn="Passar {} av 100", en="Fits {} of 100"),
    "against": texts(nb="Kommet i veien siden:", nn="Kome i vegen sidan:", en="Come in the way since:"),
    "unmet": texts(nb="Behov som ikke dekkes", nn="Behov som ikkje blir dekte", en="Needs that are not met"),
    "empty_places": texts(nb="Tomme plasser", nn="Tomme plassar", en="Empty places"),
    "why": texts(nb="Hvorfor", nn="Kvifor", en="Why"),
    "more_gaps": texts(nb="Vis flere udekte behov", nn="Vis fleire udekte behov", en="Show more unmet needs"),
    "all_met": texts(nb="Alle plasser er fylt.", nn="Alle plassar er fylte.", en="All places are filled."),
    "no_result": texts(
        nb="Planen ble ikke ferdig, og har ikke noe resultat.",
        nn="Planen vart ikkje ferdig, og har ikkje noko resultat.",
        en="The plan was not finished, and has no result.",
    ),
    "to_plans": texts(nb="Til planene", nn="Til planane", en="To the plans"),
    "said_plan_cancelled": texts(nb="Planen er stoppet.", nn="Planen er stoppa.", en="The plan was stopped."),
    "objective_most_placements": texts(
        nb="Flest mulig behov får noen",
        nn="Flest mogleg behov får nokon",
        en="As many needs as possible get somebody",
    ),
    "objective_most_score": texts(
        nb="Best mulig treff i sum, også om færre får noen",
        nn="Best mogleg treff i sum, også om færre får nokon",
        en="The best fit in sum, even if fewer get somebody",
    ),
    "objective_stable": texts(
        nb="De beste parene først: ingen to ville heller hatt hverandre",
        nn="Dei beste para først: ingen to ville heller hatt kvarandre",
        en="The best pairs first: no two would rather have each other",
    ),
}
