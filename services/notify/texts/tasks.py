"""What each kind of task asks for."""

from collections.abc import Mapping
from typing import Any

from services.kit.language import Language, Texts, texts
from services.notify.texts.words import Words, with_reference

_AMEND = texts(
    nb="Det er bedt om å endre en hospitering. Les versjon {terms_version} av vilkårene, og svar ja eller nei.",
    nn="Det er bede om å endre ei hospitering. Les versjon {terms_version} av vilkåra, og svar ja eller nei.",
    en="Somebody asks to change a placement. Read the amendment (version {terms_version} of the terms), and say yes or "
    "no.",
)

_ANSWER_TERMS = texts(
    nb="Den ansatte ber om andre vilkår for hospiteringen. Les dem, og gjør dem til vilkårene eller avslå.",
    nn="Den tilsette ber om andre vilkår for hospiteringa. Les dei, og gjer dei til vilkåra eller avslå.",
    en="The employee asks for other terms of the placement. Read them, and make them the terms or decline.",
)

TASK_TEXTS: Mapping[str, Texts] = {
    "find_coordinator": texts(
        nb="En virksomhet står uten koordinator. Finn en ny sammen med virksomheten, og inviter vedkommende.",
        nn="Ei verksemd står utan koordinator. Finn ein ny saman med verksemda, og inviter vedkomande.",
        en="A public body is without a coordinator. Find a new one together with the body, and invite them.",
    ),
    "settle_as_home": texts(
        nb="Den ansattes tilknytning er endret etter at hospiteringen ble avtalt. Avklar med mottakende virksomhet om "
        "den går som avtalt, og bekreft det; eller avlys den, om den ikke har begynt.",
        nn="Tilknytinga til den tilsette er endra etter at hospiteringa vart avtalt. Avklar med mottakande verksemd om "
        "ho går som avtalt, og stadfest det; eller avlys ho, om ho ikkje har byrja.",
        en="The employee's membership has changed since the placement was agreed. Find out with the host agency "
        "whether it goes on as agreed, and confirm that; or cancel it, if it has not begun.",
    ),
    "settle_as_host": texts(
        nb="Den ansattes tilknytning er endret etter at hospiteringen ble avtalt. Avklar med avgivende virksomhet om "
        "den går som avtalt, og bekreft det; eller avlys den, om den ikke har begynt.",
        nn="Tilknytinga til den tilsette er endra etter at hospiteringa vart avtalt. Avklar med avgjevande verksemd om "
        "ho går som avtalt, og stadfest det; eller avlys ho, om ho ikkje har byrja.",
        en="The employee's membership has changed since the placement was agreed. Find out with the home agency "
        "whether it goes on as agreed, and confirm that; or cancel it, if it has not begun.",
    ),
    "endorse_expert": texts(
        nb="Les profilen, og anbefal den eller send den tilbake med en grunn.",
        nn="Les profilen, og tilrå han eller send han tilbake med ein grunn.",
        en="Read the profile, and endorse it or return it with a reason.",
    ),
    "prolong_endorsement": texts(
        nb="En anbefaling går snart ut. Les profilen, og forleng anbefalingen om den ansatte fortsatt kan lånes ut; "
        "ellers avsluttes det som ikke er avtalt, den dagen den går ut.",
        nn="Ei tilråding går snart ut. Les profilen, og forleng tilrådinga om den tilsette framleis kan lånast ut; "
        "elles blir det som ikkje er avtalt, avslutta den dagen ho går ut.",
        en="An endorsement runs out soon. Read the profile, and prolong the endorsement if the employee can still be "
        "lent; otherwise what is not agreed ends on the day it runs out.",
    ),
    "complete_profile": texts(
        nb="Arbeidsgiveren sendte profilen din tilbake. Rett det som mangler, og send den inn igjen.",
        nn="Arbeidsgjevaren sende profilen din tilbake. Rett det som manglar, og send han inn igjen.",
        en="Your employer returned your profile. Mend what is missing, and submit it again.",
    ),
    "answer_invitation": texts(
        nb="En virksomhet spør om du er interessert i et behov. Svar ja, eller avslå med en grunn.",
        nn="Ei verksemd spør om du er interessert i eit behov. Svar ja, eller avslå med ein grunn.",
        en="An agency asks whether a need interests you. Say yes, or decline with a reason.",
    ),
    "consider_application": texts(
        nb="En fagperson er interessert i behovet deres. Les søknaden, og gi et tilbud eller avslå med en grunn.",
        nn="Ein fagperson er interessert i behovet dykkar. Les søknaden, og gje eit tilbod eller avslå med ein grunn.",
        en="An expert is interested in your need. Read the application, and make an offer or decline with a reason.",
    ),
    "answer_offer": texts(
        nb="Du har fått et tilbud om hospitering (versjon {terms_version} av vilkårene). Les det, og takk ja eller "
        "avslå med en grunn.",
        nn="Du har fått eit tilbod om hospitering (versjon {terms_version} av vilkåra). Les det, og takk ja eller "
        "avslå med ein grunn.",
        en="You have been offered a placement (version {terms_version} of the terms). Read the offer, and accept it "
        "or decline with a reason.",
    ),
    "decide_as_employee": texts(
        nb="Vilkårene for hospiteringen din er endret. Les versjon {terms_version}, og svar ja eller nei.",
        nn="Vilkåra for hospiteringa di er endra. Les versjon {terms_version}, og svar ja eller nei.",
        en="The terms of your placement have changed. Read version {terms_version}, and say yes or no.",
    ),
    "decide_as_home": texts(
        nb="En av deres ansatte skal hospitere i en annen virksomhet. Les versjon {terms_version} av vilkårene, og "
        "svar ja eller nei som avgivende virksomhet.",
        nn="Ein av dykkar tilsette skal hospitere i ei anna verksemd. Les versjon {terms_version} av vilkåra, og "
        "svar ja eller nei som avgjevande verksemd.",
        en="One of your employees is to be placed in another agency. Read version {terms_version} of the terms, and "
        "say yes or no as the home agency.",
    ),
    "amend_as_employee": _AMEND,
    "answer_terms_of_offer": texts(
        nb="En fagperson ber om andre vilkår enn tilbudet. Les dem, og gjør dem til tilbudet eller avslå.",
        nn="Ein fagperson ber om andre vilkår enn tilbodet. Les dei, og gjer dei til tilbodet eller avslå.",
        en="An expert asks for other terms than those offered. Read them, and make them the offer or decline.",
    ),
    "answer_terms_as_home": _ANSWER_TERMS,
    "answer_terms_as_host": _ANSWER_TERMS,
    "amend_as_home": _AMEND,
    "amend_as_host": _AMEND,
    "decide_as_host": texts(
        nb="En fagperson skal hospitere hos dere. Les versjon {terms_version} av vilkårene, og svar ja eller nei som "
        "mottakende virksomhet.",
        nn="Ein fagperson skal hospitere hos dykk. Les versjon {terms_version} av vilkåra, og svar ja eller nei som "
        "mottakande verksemd.",
        en="An expert is to be placed with you. Read version {terms_version} of the terms, and say yes or no as the "
        "host agency.",
    ),
}


def task_text(kind: str, params: Mapping[str, Any], language: Language) -> str:
    text = TASK_TEXTS[kind][language].format_map(Words(params, language))
    return with_reference(text, params, language)


def task_sentence(kind: str, params: Mapping[str, Any], language: Language) -> str:
    """The first sentence, without its full stop, for a reminder."""
    sentence, _, _ = TASK_TEXTS[kind][language].partition(". ")
    return sentence.rstrip(".").format_map(Words(params, language))
