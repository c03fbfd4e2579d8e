"""What the page of one's own stays says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "own_stays_title": texts(nb="Oppholdene mine", nn="Opphalda mine", en="My stays"),
    "no_stays": texts(
        nb="Du har ingen opphold ennå. Det blir et når du har tatt imot et tilbud.",
        nn="Du har ingen opphald enno. Det blir eit når du har teke imot eit tilbod.",
        en="You have no stays yet. There is one once you have accepted an offer.",
    ),
    "to_opportunities": texts(nb="Behov som passer deg", nn="Behov som passar deg", en="Needs that fit you"),
    "line": texts(
        nb="De neste tolv månedene. Stiplet er det som ikke er avtalt ennå.",
        nn="Dei neste tolv månadene. Stipla er det som ikkje er avtalt enno.",
        en="The next twelve months. What is not agreed yet is dashed.",
    ),
    "host": texts(nb="Hos", nn="Hos", en="At"),
    "when": texts(nb="Tid", nn="Tid", en="When"),
    "share": texts(nb="Stilling", nn="Stilling", en="Position"),
    "place": texts(nb="Sted", nn="Stad", en="Place"),
    "case": texts(nb="Sak", nn="Sak", en="Case"),
    "due": texts(nb="Svar innen", nn="Svar innan", en="Answer by"),
    "waiting_for": texts(nb="Mangler svar fra", nn="Manglar svar frå", en="Waiting for"),
    "ended_early": texts(nb="Slutter", nn="Sluttar", en="Ends"),
    "open": texts(nb="Se oppholdet", nn="Sjå opphaldet", en="See the stay"),
}
