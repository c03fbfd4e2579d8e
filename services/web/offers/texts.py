"""What the pages of offers say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

_TERMS: Mapping[str, Texts] = {
    "start": texts(nb="Første dag", nn="Første dag", en="First day"),
    "end": texts(nb="Siste dag", nn="Siste dag", en="Last day"),
    "percentage": texts(nb="Stillingsprosent", nn="Stillingsprosent", en="Percentage"),
    "place": texts(nb="Sted", nn="Stad", en="Place"),
    "tasks": texts(nb="Oppgaver", nn="Oppgåver", en="Tasks"),
    "unit": texts(nb="Enhet", nn="Eining", en="Unit"),
    "learning_goals": texts(nb="Læringsmål", nn="Læringsmål", en="Learning goals"),
    "payer": texts(nb="Betaler lønn", nn="Betaler løn", en="Pays the salary"),
    "employer": texts(nb="Arbeidsgiver", nn="Arbeidsgivar", en="Employer"),
}

WORDS: Mapping[str, Texts] = {
    **{f"field_{name}": text for name, text in _TERMS.items()},
    **{f"field_offer_{name}": text for name, text in _TERMS.items()},
    "offer_title": texts(nb="Gi et tilbud", nn="Gi eit tilbod", en="Make an offer"),
    "offer_lead": texts(
        nb="Skjemaet begynner med det behovet ber om, så tidlig den ansatte kan. Et opphold tar to til tre hele "
        "måneder. Tilbudet tar en plass, og gjelder i 14 dager.",
        nn="Skjemaet byrjar med det behovet ber om, så tidleg den tilsette kan. Eit opphald tek to til tre heile "
        "månader. Tilbodet tek ein plass, og gjeld i 14 dagar.",
        en="The form begins with what the need asks for, as early as the employee can. A stay takes two to three whole "
        "months. The offer takes a place, and holds for 14 days.",
    ),
    "send_offer": texts(nb="Send tilbudet", nn="Send tilbodet", en="Send the offer"),
    "invitation_title": texts(nb="Inviter med et tilbud", nn="Inviter med eit tilbod", en="Invite with an offer"),
    "invitation_lead": texts(
        nb="Den ansatte får vite hvem dere er, og kan ta imot med en gang. Dere får vite hvem det er når den ansatte "
        "svarer ja.",
        nn="Den tilsette får vite kven de er, og kan ta imot med ein gong. De får vite kven det er når den tilsette "
        "svarer ja.",
        en="The employee learns who you are, and can accept at once. You learn who it is when the employee says yes.",
    ),
    "send_invitation": texts(nb="Send invitasjonen", nn="Send invitasjonen", en="Send the invitation"),
    "field_message": texts(nb="Hilsen til den ansatte", nn="Helsing til den tilsette", en="Message to the employee"),
    "hint_payer": texts(
        nb="Uten valg: som virksomheten den ansatte kommer fra, har bestemt.",
        nn="Utan val: som verksemda den tilsette kjem frå, har bestemt.",
        en="Without a choice: as the employee's own body has decided.",
    ),
    "hint_offer_payer": texts(
        nb="Uten valg: virksomheten den ansatte kommer fra.",
        nn="Utan val: verksemda den tilsette kjem frå.",
        en="Without a choice: the employee's own body.",
    ),
    "terms_title": texts(nb="Foreslå noe annet", nn="Føreslå noko anna", en="Propose something else"),
    "terms_lead": texts(
        nb="Endre det du vil ha annerledes. Virksomheten tar det inn i tilbudet, eller sier nei; så lenge står "
        "tilbudet, og du kan ta imot det som det er.",
        nn="Endre det du vil ha annleis. Verksemda tek det inn i tilbodet, eller seier nei; så lenge står tilbodet, og "
        "du kan ta imot det som det er.",
        en="Change what you want otherwise. The body adopts it into the offer, or says no; the offer stands meanwhile, "
        "and you can accept it as it is.",
    ),
    "send_proposal": texts(nb="Send forslaget", nn="Send forslaget", en="Send the proposal"),
    "decline_title": texts(nb="Avslå andre vilkår", nn="Avslå andre vilkår", en="Decline other terms"),
    "decline_lead": texts(
        nb="Tilbudet står som det er. Den ansatte får vite grunnen.",
        nn="Tilbodet står som det er. Den tilsette får vite grunnen.",
        en="The offer stands as it is. The employee is shown the reason.",
    ),
}
