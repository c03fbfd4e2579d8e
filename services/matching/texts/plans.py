"""The texts of plans; placeholders are filled with numbers."""

from collections.abc import Mapping

from services.kit.language import Texts, texts
from services.matching.engine.planning.solution import Shortfall
from services.matching.engine.planning.wishes import Objective

OBJECTIVES: Mapping[Objective, Texts] = {
    Objective.MOST_SCORE: texts(nb="planen med høyest sum", nn="planen med høgast sum", en="the plan of highest score"),
    Objective.MOST_PLACEMENTS: texts(
        nb="planen med flest plasseringer", nn="planen med flest plasseringar", en="the plan of most placements"
    ),
    Objective.STABLE: texts(
        nb="den stabile planen (beste par først)",
        nn="den stabile planen (beste par først)",
        en="the stable plan (best pair first)",
    ),
}

SUMMARY: Mapping[str, Texts] = {
    "placed": texts(
        nb="Planen fyller {placements} av {places} plasser.",
        nn="Planen fyller {placements} av {places} plassar.",
        en="The plan fills {placements} of {places} places.",
    ),
    "more": texts(
        nb="Det er {number} flere enn {other}.",
        nn="Det er {number} fleire enn {other}.",
        en="That is {number} more than {other}.",
    ),
    "fewer": texts(
        nb="Det er {number} færre enn {other}.",
        nn="Det er {number} færre enn {other}.",
        en="That is {number} fewer than {other}.",
    ),
    "as_many": texts(
        nb="Det er like mange som {other}.", nn="Det er like mange som {other}.", en="That is as many as {other}."
    ),
    "blocking_pairs": texts(
        nb="Antall par som heller ville hatt hverandre: {number}.",
        nn="Talet på par som heller ville hatt kvarandre: {number}.",
        en="Pairs that would prefer each other: {number}.",
    ),
    "loss_placements": texts(
        nb="Ingen plan med disse ønskene kan fylle mer enn {number} plasser til.",
        nn="Ingen plan med desse ønska kan fylle meir enn {number} plassar til.",
        en="No plan with these wishes can fill more than {number} places more.",
    ),
    "loss_score": texts(
        nb="Ingen plan med disse ønskene kan få mer enn {number} poeng til.",
        nn="Ingen plan med desse ønska kan få meir enn {number} poeng til.",
        en="No plan with these wishes can have more than {number} points of score more.",
    ),
    "best": texts(
        nb="Ingen plan med disse ønskene er bedre; det er bevist.",
        nn="Ingen plan med desse ønska er betre; det er prova.",
        en="No plan with these wishes is better; that is proven.",
    ),
    "dropped": texts(
        nb="Låste par som ikke lenger passer, og er utelatt: {number}.",
        nn="Låste par som ikkje lenger passar, og er utelatne: {number}.",
        en="Fixed pairs that no longer fit, and were left out: {number}.",
    ),
}

SHORTFALLS: Mapping[Shortfall, Texts] = {
    Shortfall.NEED_NOT_OPEN: texts(
        nb="Behovet er ikke åpent, eller har ingen ledige plasser.",
        nn="Behovet er ikkje ope, eller har ingen ledige plassar.",
        en="The need is not open, or has no free places.",
    ),
    Shortfall.OUTSIDE_HORIZON: texts(
        nb="Oppholdet kan ikke både begynne og slutte innenfor planens periode.",
        nn="Opphaldet kan ikkje både byrje og slutte innanfor perioden til planen.",
        en="The stay cannot both begin and end within the plan's period.",
    ),
    Shortfall.FIELD_UNKNOWN: texts(
        nb="Fagfeltene i behovet finnes ikke lenger i ordlisten; oppdater behovet.",
        nn="Fagfelta i behovet finst ikkje lenger i ordlista; oppdater behovet.",
        en="The need's professional fields are no longer in the vocabulary; update the need.",
    ),
    Shortfall.NO_CANDIDATES: texts(
        nb="Ingen fagperson oppfyller vilkårene.",
        nn="Ingen fagperson oppfyller vilkåra.",
        en="No expert meets the conditions.",
    ),
    Shortfall.EXCLUDED_PAIRS: texts(
        nb="De eneste som passer, er holdt utenfor i bestillingen av planen.",
        nn="Dei einaste som passar, er haldne utanfor i bestillinga av planen.",
        en="The only ones who fit were excluded when the plan was asked for.",
    ),
    Shortfall.LENDING_CAP: texts(
        nb="Noen som passer er ledige, men virksomheten deres låner ikke ut flere.",
        nn="Nokon som passar er ledige, men verksemda deira låner ikkje ut fleire.",
        en="Somebody who fits is free, but their home agency lends no more.",
    ),
    Shortfall.PEOPLE_TAKEN: texts(
        nb="Alle som passer, er plassert andre steder i planen.",
        nn="Alle som passar, er plasserte andre stader i planen.",
        en="Everybody who fits is placed elsewhere in the plan.",
    ),
}

GONE: Texts = texts(
    nb="Fagpersonen eller behovet finnes ikke lenger.",
    nn="Fagpersonen eller behovet finst ikkje lenger.",
    en="The expert or the need is no longer there.",
)
