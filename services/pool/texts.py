"""The texts that people read, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Codes, Texts, texts
from services.pool.domain import WaitingFor
from services.scheme.words import BODY_LEVELS, CLEARANCES, LANGUAGES, REASONS, words
from vocabulary.faults import code_faults

PROBLEMS: Mapping[str, Texts] = {
    "already-registered": texts(
        nb="Du er allerede registrert i ressurspoolen. Endre profilen du har, eller trekk den før du lager en ny.",
        nn="Du er alt registrert i ressurspoolen. Endre profilen du har, eller trekk han før du lagar ein ny.",
        en="You are in the resource pool already. Edit the profile you have, or withdraw it before you make a new one.",
    ),
    "membership-ended": texts(
        nb="Medlemskapet i virksomheten er avsluttet. Be en HR-koordinator der om en ny invitasjon, eller logg inn for "
        "virksomheten personen nå hører til.",
        nn="Medlemskapen i verksemda er avslutta. Be ein HR-koordinator der om ein ny invitasjon, eller logg inn for "
        "verksemda personen no høyrer til.",
        en="The membership of the agency has ended. Ask an HR coordinator there for a new invitation, or log in for "
        "the agency the person belongs to now.",
    ),
    "own-profile": texts(
        nb="Du kan ikke avgjøre din egen sak som HR. Be en annen koordinator i virksomheten gjøre det.",
        nn="Du kan ikkje avgjere di eiga sak som HR. Be ein annan koordinator i verksemda gjere det.",
        en="You cannot decide your own case as HR. Ask another coordinator of your agency to.",
    ),
    "endorsement-too-short": texts(
        nb="Anbefalingen må vare lenger. Sett valid_until til en dag etter i dag.",
        nn="Tilrådinga må vare lenger. Set valid_until til ein dag etter i dag.",
        en="The endorsement has to last longer. Set valid_until to a day after today.",
    ),
}

FAULTS: Mapping[str, Texts] = {
    **{code: texts(**words) for code, words in code_faults().items()},
    "repeated": texts(nb="har samme verdi to ganger", nn="har same verdi to gonger", en="has the same value twice"),
    "ends_before_start": texts(nb="slutter før det begynner", nn="sluttar før det byrjar", en="ends before it starts"),
    "past": texts(nb="er fortid", nn="er fortid", en="is in the past"),
}

WAITING: Mapping[WaitingFor, Texts] = {
    WaitingFor.EXPERT: texts(
        nb="Profilen venter på deg: fyll ut det som mangler og send den inn.",
        nn="Profilen ventar på deg: fyll ut det som manglar og send han inn.",
        en="The profile waits for you: complete it and submit it.",
    ),
    WaitingFor.HOME_COORDINATOR: texts(
        nb="Profilen venter på HR-koordinatoren i virksomheten din.",
        nn="Profilen ventar på HR-koordinatoren i verksemda di.",
        en="The profile waits for your agency's HR coordinator.",
    ),
    WaitingFor.HOME_AGENCY: texts(
        nb="Virksomheten din har ingen HR-koordinator her ennå. Be HR ta kontakt med den som driver ressurspoolen, "
        "som inviterer den første koordinatoren.",
        nn="Verksemda di har ingen HR-koordinator her enno. Be HR ta kontakt med den som driv ressurspoolen, "
        "som inviterer den første koordinatoren.",
        en="Your agency has no HR coordinator here yet. Ask HR to contact whoever runs the resource pool, who invites "
        "the first coordinator.",
    ),
}

CODES: Codes = {
    "body_level": BODY_LEVELS,
    "state": {
        "draft": words(nb="utkast", nn="utkast", en="draft"),
        "submitted": words(nb="sendt inn", nn="send inn", en="submitted"),
        "returned": words(nb="sendt tilbake", nn="send tilbake", en="returned"),
        "available": words(nb="tilgjengelig", nn="tilgjengeleg", en="available"),
        "paused": words(nb="på pause", nn="på pause", en="paused"),
        "expired": words(nb="utløpt", nn="gått ut", en="expired"),
        "withdrawn": words(nb="trukket", nn="trekt", en="withdrawn"),
    },
    "verb": {
        "edit": words(nb="endre", nn="endre", en="edit"),
        "submit": words(nb="send inn", nn="send inn", en="submit"),
        "pause": words(nb="sett på pause", nn="set på pause", en="pause"),
        "resume": words(nb="ta opp igjen", nn="ta opp att", en="resume"),
        "withdraw": words(nb="trekk", nn="trekk", en="withdraw"),
        "renew": words(nb="be om ny anbefaling", nn="be om ny tilråding", en="ask for a new endorsement"),
        "endorse": words(nb="anbefal", nn="tilrå", en="endorse"),
        "return": words(nb="send tilbake", nn="send tilbake", en="return"),
        "prolong": words(
            nb="endre eller forleng anbefalingen",
            nn="endre eller forleng tilrådinga",
            en="change or prolong the endorsement",
        ),
        "revoke": words(nb="trekk anbefalingen tilbake", nn="trekk tilrådinga tilbake", en="revoke the endorsement"),
    },
    "reason": REASONS,
    "waiting_for": {
        "expert": words(nb="den ansatte", nn="den tilsette", en="the employee"),
        "home_coordinator": words(nb="HR-koordinatoren", nn="HR-koordinatoren", en="the HR coordinator"),
        "home_agency_without_coordinator": words(
            nb="virksomheten, som ikke har noen HR-koordinator",
            nn="verksemda, som ikkje har nokon HR-koordinator",
            en="the agency, which has no HR coordinator",
        ),
    },
    "clearance": CLEARANCES,
    "language": LANGUAGES,
}
