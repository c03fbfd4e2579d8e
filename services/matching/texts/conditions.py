"""What each condition asks for, as whoever writes a need reads it."""

from collections.abc import Mapping

from services.kit.language import Texts, texts
from services.matching.fit.conditions import Condition

CONDITIONS: Mapping[Condition, Texts] = {
    Condition.NEED_OPEN: texts(nb="Behovet må være åpent.", nn="Behovet må vere ope.", en="The need has to be open."),
    Condition.ENDORSED: texts(
        nb="Anbefalingen fra arbeidsgiveren må gjelde nå.",
        nn="Tilrådinga frå arbeidsgivaren må gjelde no.",
        en="The employer's endorsement has to hold now.",
    ),
    Condition.NOT_PAUSED: texts(
        nb="Profilen kan ikke stå på pause.", nn="Profilen kan ikkje stå på pause.", en="The profile may not be paused."
    ),
    Condition.OWN_EMPLOYEE: texts(
        nb="Fagpersonen må være ansatt i en annen virksomhet.",
        nn="Fagpersonen må vere tilsett i ei anna verksemd.",
        en="The expert has to be employed by another agency.",
    ),
    Condition.FIELD: texts(
        nb="Ett av fagfeltene må passe.",
        nn="Eitt av fagfelta må passe.",
        en="One of the professional fields has to fit.",
    ),
    Condition.WINDOW: texts(
        nb="Fagpersonen må være ledig hele oppholdet fra en av de mulige startdagene.",
        nn="Fagpersonen må vere ledig heile opphaldet frå ein av dei moglege startdagane.",
        en="The expert has to be free for the whole stay from one of the possible start days.",
    ),
    Condition.PERCENTAGE: texts(
        nb="Fagpersonen må tilby så mange prosent som behovet ber om.",
        nn="Fagpersonen må tilby så mange prosent som behovet bed om.",
        en="The expert has to offer the percentage the need asks for.",
    ),
    Condition.LANGUAGE: texts(
        nb="Fagpersonen må kunne alle språkene.",
        nn="Fagpersonen må kunne alle språka.",
        en="The expert has to know all the languages.",
    ),
    Condition.PLACE: texts(
        nb="Fagpersonen må bo i fylket, eller en av de to må godta fjernarbeid.",
        nn="Fagpersonen må bu i fylket, eller ein av dei to må godta fjernarbeid.",
        en="The expert has to live in the county, or one of the two has to accept remote work.",
    ),
    Condition.CLEARANCE: texts(
        nb="Fagpersonen må ha klareringen.",
        nn="Fagpersonen må ha klareringa.",
        en="The expert has to have the clearance.",
    ),
    Condition.MAX_MONTHS: texts(
        nb="Arbeidsgiveren må låne ut så lenge.",
        nn="Arbeidsgivaren må låne ut så lenge.",
        en="The employer has to lend for that long.",
    ),
    Condition.MAX_PERCENTAGE: texts(
        nb="Arbeidsgiveren må låne ut så mange prosent.",
        nn="Arbeidsgivaren må låne ut så mange prosent.",
        en="The employer has to lend that percentage.",
    ),
    Condition.ENDORSED_UNTIL: texts(
        nb="Anbefalingen fra arbeidsgiveren må vare ut oppholdet.",
        nn="Tilrådinga frå arbeidsgivaren må vare ut opphaldet.",
        en="The employer's endorsement has to last as long as the stay.",
    ),
}
