"""The texts of problems and faults, in three languages."""

from collections.abc import Mapping

from services.kit.language import Texts, texts
from vocabulary.faults import code_faults

PROBLEMS: Mapping[str, Texts] = {
    "index-empty": texts(
        nb="Oversikten bygges opp. Prøv igjen om noen sekunder; en liste laget nå ville mangle noen.",
        nn="Oversikta blir bygd opp. Prøv igjen om nokre sekund; ei liste laga no ville mangle nokon.",
        en="The overview is being built. Try again in some seconds; a list made now would lack somebody.",
    ),
    "plan-over-nothing": texts(
        nb="Det er ingen behov å planlegge for. Publiser et behov, eller velg blant dem som er åpne.",
        nn="Det er ingen behov å planleggje for. Publiser eit behov, eller vel blant dei som er opne.",
        en="There is no need to plan for. Publish one, or choose among those that are open.",
    ),
    "plan-too-large": texts(
        nb="Planen gjelder for mange behov. En slik plan tar høyst {limit} behov; del den opp.",
        nn="Planen gjeld for mange behov. Ein slik plan tek høgst {limit} behov; del han opp.",
        en="The plan is over too many needs. Such a plan takes at most {limit} needs; divide it.",
    ),
    "too-many-suggestions": texts(
        nb="Du har fått for mange ulike forslag det siste døgnet, og alle blir lagret. "
        "Prøv igjen om {seconds} sekunder.",
        nn="Du har fått for mange ulike forslag det siste døgnet, og alle blir lagra. Prøv igjen om {seconds} sekund.",
        en="You were shown too many different suggestions in the last day, and each of them is kept. "
        "Try again in {seconds} seconds.",
    ),
    "too-many-plans": texts(
        nb="Virksomheten har alt {limit} planer som venter. Vent til en er laget, eller avbryt en av dem.",
        nn="Verksemda har alt {limit} planar som ventar. Vent til ein er laga, eller avbryt ein av dei.",
        en="Your body already has {limit} plans waiting. Wait until one is made, or cancel one of them.",
    ),
}

FAULTS: Mapping[str, Texts] = {
    **{code: texts(**words) for code, words in code_faults().items()},
    "before_earliest_start": texts(
        nb="er før earliest_start", nn="er før earliest_start", en="is before earliest_start"
    ),
    "repeated": texts(nb="har samme verdi to ganger", nn="har same verdi to gonger", en="has the same value twice"),
    "ends_before_start": texts(nb="slutter før det begynner", nn="sluttar før det byrjar", en="ends before it starts"),
    "fixed_and_excluded": texts(
        nb="har et par som både skal med og ikke skal med",
        nn="har eit par som både skal med og ikkje skal med",
        en="has a pair that is both fixed and excluded",
    ),
    "not_planned_for": texts(
        nb="gjelder et behov som planen ikke omfatter",
        nn="gjeld eit behov som planen ikkje omfattar",
        en="is for a need the plan does not include",
    ),
    "does_not_fit": texts(
        nb="passer ikke: et vilkår er ikke oppfylt, plassene er brukt opp, personen er satt opp for mange ganger, "
        "eller avgivende virksomhet låner ikke ut flere",
        nn="passar ikkje: eit vilkår er ikkje oppfylt, plassane er brukte opp, personen er sett opp for mange gonger, "
        "eller avgivande verksemd låner ikkje ut fleire",
        en="does not fit: a condition fails, the places are used up, the person is fixed too often, or the home agency "
        "lends no more",
    ),
    "brokers_only": texts(
        nb="kan bare settes av den som formidler på tvers av virksomheter",
        nn="kan berre setjast av den som formidlar på tvers av verksemder",
        en="can be set by brokers across bodies only",
    ),
    "weights_form": texts(
        nb="skal være faktorer med vekt fra 0 til 1 med høyst to desimaler, som field:0.5,slack:0.05, hver bare én "
        "gang",
        nn="skal vere faktorar med vekt frå 0 til 1 med høgst to desimalar, som field:0.5,slack:0.05, kvar berre éin "
        "gong",
        en="has to be factors with a weight from 0 to 1 with two decimals at most, like field:0.5,slack:0.05, each "
        "only once",
    ),
    "weight_bounds": texts(
        nb="er utenfor grensene for denne vekten; se /matching/v1/scoring",
        nn="er utanfor grensene for denne vekta; sjå /matching/v1/scoring",
        en="is outside the bounds of this weight; see /matching/v1/scoring",
    ),
    "weights_sum": texts(
        nb="vektene skal bli 1 til sammen",
        nn="vektene skal bli 1 til saman",
        en="the weights have to add up to 1",
    ),
}
