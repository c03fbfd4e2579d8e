"""What preferences say: the kinds of mail, why some cannot be turned off, and what an address that does so says."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

KINDS: Mapping[str, Texts] = {
    "answers": texts(
        nb="Det som venter på svar fra deg", nn="Det som ventar på svar frå deg", en="What waits for your answer"
    ),
    "reminders": texts(
        nb="Påminnelser om frister",
        nn="Påminningar om fristar",
        en="Reminders of deadlines",
    ),
    "candidacies": texts(
        nb="Søknader, invitasjoner og tilbud: det andre har gjort eller skrevet",
        nn="Søknader, invitasjonar og tilbod: det andre har gjort eller skrive",
        en="Applications, invitations and offers: what others have done or written",
    ),
    "placements": texts(
        nb="Hospiteringer: avtalt, endret, begynt, avsluttet",
        nn="Hospiteringar: avtalt, endra, byrja, avslutta",
        en="Placements: agreed, changed, begun, ended",
    ),
    "profile": texts(nb="Profilen og anbefalingen", nn="Profilen og tilrådinga", en="The profile and its endorsement"),
    "opportunities": texts(nb="Nye behov som passer", nn="Nye behov som passar", en="New needs that fit"),
    "body": texts(
        nb="Virksomheten: behov, planer og roller",
        nn="Verksemda: behov, planar og roller",
        en="The public body: its needs, plans and roles",
    ),
    "security": texts(
        nb="Innlogging og sikkerhet: invitasjoner, passord og adresser",
        nn="Innlogging og tryggleik: invitasjonar, passord og adresser",
        en="Login and security: invitations, passwords and addresses",
    ),
}

WHY_MANDATORY: Mapping[str, Texts] = {
    "answers": texts(
        nb="Kan ikke slås av: andre venter på svaret ditt, og fristen går ut uten det.",
        nn="Kan ikkje slåast av: andre ventar på svaret ditt, og fristen går ut utan det.",
        en="It cannot be turned off: others wait for your answer, and without it the time runs out.",
    ),
    "security": texts(
        nb="Kan ikke slås av: uten slike brev kommer du ikke inn, og får ikke vite det om noen andre prøver.",
        nn="Kan ikkje slåast av: utan slike brev kjem du ikkje inn, og får ikkje vite det om nokon andre prøver.",
        en="It cannot be turned off: without such letters you cannot get in, nor learn that somebody else tries to.",
    ),
}

ASKS = texts(
    nb="Vil du slå av slik e-post? Send POST til denne adressen. Meldingene kommer fortsatt i innboksen.",
    nn="Vil du slå av slik e-post? Send POST til denne adressa. Meldingane kjem framleis i innboksen.",
    en="Turn such mail off? Send POST to this address. The messages still come to your inbox.",
)
DONE = texts(
    nb="Slått av. Meldingene kommer fortsatt i innboksen. Du kan slå det på igjen i innstillingene.",
    nn="Slått av. Meldingane kjem framleis i innboksen. Du kan slå det på igjen i innstillingane.",
    en="Turned off. The messages still come to your inbox. You can turn it on again in your preferences.",
)
