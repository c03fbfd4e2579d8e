"""What messages about placements say; see `messages`."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

PLACEMENTS: Mapping[str, Texts] = {
    "placement_proposed": texts(
        nb="En hospitering er foreslått. Fra {start} til og med {end}. Den er avtalt når den ansatte og begge "
        "virksomhetene har sagt ja; det som venter på deg, står i oppgavelisten. Frist: {decide_by}.",
        nn="Ei hospitering er føreslått. Frå {start} til og med {end}. Ho er avtalt når den tilsette og begge "
        "verksemdene har sagt ja; det som ventar på deg, står i oppgåvelista. Frist: {decide_by}.",
        en="A placement is proposed. From {start} to {end}. It is agreed when the employee and both agencies have "
        "said yes; what waits for you stands in your list of tasks. Decide by: {decide_by}.",
    ),
    "placement_decided": texts(
        nb="En av partene har svart. Svaret fra {party} på versjon {terms_version} av vilkårene er {decision}.",
        nn="Ein av partane har svara. Svaret frå {party} på versjon {terms_version} av vilkåra er {decision}.",
        en="One of the parties has answered. On version {terms_version} of the terms, {party} says {decision}.",
    ),
    "placement_terms_changed": texts(
        nb="Vilkårene er endret. Versjon {terms_version} gjelder nå, og svar på tidligere versjoner teller ikke. Den "
        "som ikke har sagt ja til den, må svare på nytt.",
        nn="Vilkåra er endra. Versjon {terms_version} gjeld no, og svar på tidlegare versjonar tel ikkje. Den som "
        "ikkje har sagt ja til henne, må svare på nytt.",
        en="The terms have changed. Version {terms_version} holds now, and answers to earlier versions do not count. "
        "Whoever has not said yes to it has to answer anew.",
    ),
    "placement_agreed": texts(
        nb="Hospiteringen er avtalt. Alle tre parter har sagt ja: fra {start} til og med {end}.",
        nn="Hospiteringa er avtalt. Alle tre partar har sagt ja: frå {start} til og med {end}.",
        en="The placement is agreed. All three parties have said yes: from {start} to {end}.",
    ),
    "placement_rejected": texts(
        nb="Hospiteringen blir ikke noe av. En av partene har sagt nei: {party}. Grunn: {reason}.",
        nn="Hospiteringa blir ikkje noko av. Ein av partane har sagt nei: {party}. Grunn: {reason}.",
        en="The placement will not take place. One of the parties has said no: {party}. Reason: {reason}.",
    ),
    "placement_cancelled": texts(
        nb="Hospiteringen er avlyst. Dagene er ledige igjen. Grunn: {reason}.",
        nn="Hospiteringa er avlyst. Dagane er ledige igjen. Grunn: {reason}.",
        en="The placement is cancelled. Its days are free again. Reason: {reason}.",
    ),
    "placement_expired": texts(
        nb="Fristen for å svare på hospiteringen er ute. Ikke alle svarte i tide, og den blir ikke noe av.",
        nn="Fristen for å svare på hospiteringa er ute. Ikkje alle svara i tide, og ho blir ikkje noko av.",
        en="The time to decide on the placement is over. Not everybody answered in time, and it will not take place.",
    ),
    "placement_doubted": texts(
        nb="Det er usikkert om en hospitering går som avtalt. Grunn: {doubt}. Virksomhetene må avklare det innen "
        "{settle_by}; en hospitering som ikke har begynt, blir ellers avlyst.",
        nn="Det er usikkert om ei hospitering går som avtalt. Grunn: {doubt}. Verksemdene må avklare det innan "
        "{settle_by}; ei hospitering som ikkje har byrja, blir elles avlyst.",
        en="It is in doubt whether a placement goes on as agreed. Reason: {doubt}. The agencies have to settle it by "
        "{settle_by}; otherwise a placement that has not begun is cancelled.",
    ),
    "placement_settled": texts(
        nb="Hospiteringen går som avtalt. Det som var usikkert, er avklart.",
        nn="Hospiteringa går som avtalt. Det som var usikkert, er avklart.",
        en="The placement goes on as agreed. What was in doubt is settled.",
    ),
    "placement_started": texts(
        nb="Hospiteringen har begynt. Lykke til med oppholdet.",
        nn="Hospiteringa har byrja. Lykke til med opphaldet.",
        en="The placement has begun. We wish you all a good stay.",
    ),
    "placement_completed": texts(
        nb="Hospiteringen er gjennomført. Takk for at dere delte og lærte.",
        nn="Hospiteringa er gjennomført. Takk for at de delte og lærte.",
        en="The placement is completed. Thank you for sharing and learning.",
    ),
    "placement_passed_on": texts(
        nb="En virksomhet i hospiteringen er erstattet av en annen. Det gjelder {party}: les hospiteringen for å se "
        "hvem det er nå. Vilkår, svar og dager er som før.",
        nn="Ei verksemd i hospiteringa er erstatta av ei anna. Det gjeld {party}: les hospiteringa for å sjå kven det "
        "er no. Vilkår, svar og dagar er som før.",
        en="An agency of the placement was replaced by another. This concerns {party}: read the placement to see who "
        "that is now. Terms, decisions and days are as before.",
    ),
    "placement_ended_early": texts(
        nb="Hospiteringen er avsluttet før tiden. Siste dag var {end}. Grunn: {reason}.",
        nn="Hospiteringa er avslutta før tida. Siste dag var {end}. Grunn: {reason}.",
        en="The placement has ended early. Its last day was {end}. Reason: {reason}.",
    ),
    "amendment_proposed": texts(
        nb="En endring av hospiteringen er foreslått. {party} ber om {kind}: fra {start} til og med {end}. Den gjelder "
        "når alle tre har sagt ja; det som venter på deg, står i oppgavelisten. Frist: {decide_by}.",
        nn="Ei endring av hospiteringa er føreslått. {party} ber om {kind}: frå {start} til og med {end}. Ho gjeld når "
        "alle tre har sagt ja; det som ventar på deg, står i oppgåvelista. Frist: {decide_by}.",
        en="A change of the placement is proposed. {party} asks for this: {kind}, from {start} to {end}. It holds when "
        "all three have said yes; what waits for you stands in your list of tasks. Decide by: {decide_by}.",
    ),
    "amendment_approved": texts(
        nb="En av partene har svart på endringen. Svaret fra {party} er {decision}.",
        nn="Ein av partane har svara på endringa. Svaret frå {party} er {decision}.",
        en="One of the parties has answered about the change. The answer: {decision}. From: {party}.",
    ),
    "amendment_rejected": texts(
        nb="Endringen av hospiteringen blir ikke noe av. Nei fra {party}; hospiteringen går som før. Grunn: {reason}.",
        nn="Endringa av hospiteringa blir ikkje noko av. Nei frå {party}; hospiteringa går som før. Grunn: {reason}.",
        en="The change of the placement will not take place. The no is from {party}; the placement goes on as before. "
        "Reason: {reason}.",
    ),
    "amendment_withdrawn": texts(
        nb="Forslaget om å endre hospiteringen er trukket. Hospiteringen går som før. Grunn: {reason}.",
        nn="Forslaget om å endre hospiteringa er trekt. Hospiteringa går som før. Grunn: {reason}.",
        en="The proposal to change the placement was withdrawn. The placement goes on as before. Reason: {reason}.",
    ),
    "amendment_expired": texts(
        nb="Fristen for å svare på endringen er ute. Ikke alle svarte i tide, og hospiteringen går som før.",
        nn="Fristen for å svare på endringa er ute. Ikkje alle svara i tide, og hospiteringa går som før.",
        en="The time to decide on the change is over. Not everybody answered in time, and the placement goes on as "
        "before.",
    ),
    "amendment_applied": texts(
        nb="Hospiteringen er endret. Det gjelder {kind}: hospiteringen varer fra {start} til og med {end}.",
        nn="Hospiteringa er endra. Det gjeld {kind}: hospiteringa varer frå {start} til og med {end}.",
        en="The placement has changed. This concerns {kind}: the placement lasts from {start} to {end}.",
    ),
}

# the message that stands in the place of the code's own where the event has that reason
