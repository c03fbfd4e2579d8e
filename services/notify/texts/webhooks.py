"""What people read about webhooks: a message when one is disabled, the words for codes, and the texts of problems."""

from collections.abc import Mapping

from services.kit.language import Codes, Texts, texts
from services.scheme.words import words

WEBHOOK_MESSAGES: Mapping[str, Texts] = {
    "webhook_disabled_gone": texts(
        nb="En webhook er slått av. Systemet svarte at adressen ikke finnes lenger (410). Slå den på igjen eller fjern "
        "den; hendelsene venter noen dager.",
        nn="Ein webhook er slått av. Systemet svara at adressa ikkje finst lenger (410). Slå han på att eller fjern "
        "han; hendingane ventar nokre dagar.",
        en="A webhook was turned off. The system answered that the address is gone (410). Turn it on again or remove "
        "it; the events wait for some days.",
    ),
    "webhook_disabled_failing": texts(
        nb="En webhook er slått av. Systemet har ikke tatt imot hendelser på flere dager. Se hva som gikk galt blant "
        "forsøkene, og slå den på igjen.",
        nn="Ein webhook er slått av. Systemet har ikkje teke imot hendingar på fleire dagar. Sjå kva som gjekk gale "
        "blant forsøka, og slå han på att.",
        en="A webhook was turned off. The system has taken no events for several days. See what went wrong among the "
        "attempts, and turn it on again.",
    ),
    "webhook_disabled_not_confirmed": texts(
        nb="En webhook er ikke tatt i bruk. Adressen har ikke svart rett på prøven på at den er deres. Se hva som gikk "
        "galt blant forsøkene, og slå den på igjen.",
        nn="Ein webhook er ikkje teken i bruk. Adressa har ikkje svara rett på prøva på at ho er dykkar. Sjå kva som "
        "gjekk gale blant forsøka, og slå han på att.",
        en="A webhook is not in use. Its address has not answered the proof of control rightly. See what went wrong "
        "among the attempts, and turn it on again.",
    ),
}

WEBHOOK_CODES: Codes = {
    "webhook_state": {
        "unconfirmed": words(nb="venter på bevis", nn="ventar på prov", en="waits for proof"),
        "active": words(nb="i bruk", nn="i bruk", en="active"),
        "paused": words(nb="satt på pause", nn="sett på pause", en="paused"),
        "disabled": words(nb="slått av", nn="slått av", en="disabled"),
    },
    "webhook_verb": {
        "pause": words(nb="sett på pause", nn="set på pause", en="pause"),
        "resume": words(nb="ta i bruk igjen", nn="ta i bruk att", en="resume"),
        "replay": words(nb="send på nytt", nn="send på nytt", en="send again"),
        "test": words(nb="prøv", nn="prøv", en="test"),
    },
    "disabled_reason": {
        "not_confirmed": words(nb="ikke bevist", nn="ikkje prova", en="not proved"),
        "gone": words(nb="adressen finnes ikke", nn="adressa finst ikkje", en="the address is gone"),
        "failing": words(nb="svarer ikke rett", nn="svarar ikkje rett", en="does not answer rightly"),
        "body_left": words(nb="virksomheten er meldt ut", nn="verksemda er meld ut", en="the body has left"),
    },
}

WEBHOOK_PROBLEMS: Mapping[str, Texts] = {
    "too-many-webhooks": texts(
        nb="Virksomheten har så mange webhooks den kan ha ({limit}). Fjern en først.",
        nn="Verksemda har så mange webhookar ho kan ha ({limit}). Fjern ein først.",
        en="The public body has as many webhooks as it may ({limit}). Remove one first.",
    ),
}

WEBHOOK_FAULTS: Mapping[str, Texts] = {
    "wrong_webhook_url": texts(
        nb="skal være https med et navn, ikke et tall, på port 443 eller 8443, uten bruker og #",
        nn="skal vere https med eit namn, ikkje eit tal, på port 443 eller 8443, utan brukar og #",
        en="has to be https with a name that is no number, on port 443 or 8443, without user and #",
    ),
}
