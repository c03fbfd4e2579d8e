"""What the pages of members say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "members": texts(nb="Medlemmer og roller", nn="Medlemmer og roller", en="Members and roles"),
    "members_lead": texts(
        nb="Alle som kan handle for virksomheten. Velg en person for å endre rollen eller avslutte medlemskapet.",
        nn="Alle som kan handle for verksemda. Vel ein person for å endre rolla eller avslutte medlemskapen.",
        en="Everybody who may act for the body. Choose a person to change the role or end the membership.",
    ),
    "name": texts(nb="Navn", nn="Namn", en="Name"),
    "email": texts(nb="E-post", nn="E-post", en="E-mail"),
    "role": texts(nb="Rolle", nn="Rolle", en="Role"),
    "department": texts(nb="Avdeling", nn="Avdeling", en="Department"),
    "until": texts(nb="Til og med", nn="Til og med", en="Until"),
    "invite": texts(nb="Inviter noen", nn="Inviter nokon", en="Invite somebody"),
    "to_body": texts(nb="Til virksomheten", nn="Til verksemda", en="To our body"),
    "to_members": texts(nb="Til medlemmene", nn="Til medlemmene", en="To the members"),
    "field_role": texts(nb="Rolle", nn="Rolle", en="Role"),
    "hint_role": texts(
        nb="Ansatt: egen profil. Bestiller: også behov og tilbud. HR-koordinator: også godkjenning og alt på "
        "disse sidene.",
        nn="Tilsett: eigen profil. Bestillar: også behov og tilbod. HR-koordinator: også godkjenning og alt på "
        "desse sidene.",
        en="Employee: a profile of one's own. Requester: also needs and offers. HR coordinator: also endorsements "
        "and everything on these pages.",
    ),
    "field_department": texts(nb="Avdeling", nn="Avdeling", en="Department"),
    "no_department": texts(
        nb="Ingen avdelinger er opprettet ennå.",
        nn="Ingen avdelingar er oppretta enno.",
        en="No departments have been made yet.",
    ),
    "end_member": texts(nb="Avslutt medlemskapet", nn="Avslutt medlemskapen", en="End the membership"),
    "end_member_means": texts(
        nb="Personen kan ikke handle for virksomheten lenger, og logges ut av den med en gang. Profilen trekkes "
        "fra poolen, og åpne saker avsluttes. Skal personen tilbake, må dere invitere på nytt.",
        nn="Personen kan ikkje handle for verksemda lenger, og blir logga ut av ho med ein gong. Profilen blir "
        "trekt frå poolen, og opne saker blir avslutta. Skal personen tilbake, må de invitere på nytt.",
        en="The person can no longer act for the body, and is logged out of it at once. The profile is withdrawn "
        "from the pool, and open cases end. To have the person back you have to invite anew.",
    ),
    "invitations": texts(nb="Invitasjoner", nn="Invitasjonar", en="Invitations"),
    "invitations_lead": texts(
        nb="Den inviterte får en lenke på e-post, og lager seg et passord der.",
        nn="Den inviterte får ei lenkje på e-post, og lagar seg eit passord der.",
        en="Whoever is invited gets a link by e-mail, and makes a password there.",
    ),
    "field_email": texts(nb="E-postadresse", nn="E-postadresse", en="E-mail address"),
    "field_language": texts(nb="Språk i invitasjonen", nn="Språk i invitasjonen", en="Language of the invitation"),
    "send_invitation": texts(nb="Send invitasjonen", nn="Send invitasjonen", en="Send the invitation"),
    "sent_invitations": texts(nb="Sendte invitasjoner", nn="Sende invitasjonar", en="Invitations sent"),
    "no_invitations": texts(nb="Ingen invitasjoner ennå.", nn="Ingen invitasjonar enno.", en="No invitations yet."),
    "expires": texts(nb="Gjelder til", nn="Gjeld til", en="Holds until"),
    "withdraw": texts(nb="Trekk tilbake", nn="Trekk tilbake", en="Withdraw"),
    "substitutes": texts(nb="Vikarer", nn="Vikarar", en="Substitutes"),
    "substitutes_lead": texts(
        nb="En vikar er koordinator her til og med en dag, og bare det. Det kan være en herfra eller fra en annen"
        " virksomhet. Vikaren får en lenke på e-post.",
        nn="Ein vikar er koordinator her til og med ein dag, og berre det. Det kan vere ein herifrå eller frå ei "
        "anna verksemd. Vikaren får ei lenkje på e-post.",
        en="A substitute is a coordinator here until a day, and no longer. It may be somebody from here or from "
        "another body. The substitute gets a link by e-mail.",
    ),
    "no_substitutes": texts(nb="Ingen vikarer nå.", nn="Ingen vikarar no.", en="No substitutes now."),
    "field_until": texts(nb="Siste dag", nn="Siste dag", en="Last day"),
    "appoint": texts(nb="Utnevn vikaren", nn="Utnemn vikaren", en="Appoint the substitute"),
    "said_invited": texts(nb="Invitasjonen er sendt.", nn="Invitasjonen er send.", en="The invitation was sent."),
    "said_invitation_withdrawn": texts(
        nb="Invitasjonen er trukket tilbake.",
        nn="Invitasjonen er trekt tilbake.",
        en="The invitation was withdrawn.",
    ),
    "said_appointed": texts(
        nb="Vikaren får en lenke på e-post.",
        nn="Vikaren får ei lenkje på e-post.",
        en="The substitute gets a link by e-mail.",
    ),
    "said_member_ended": texts(
        nb="Medlemskapet er avsluttet.",
        nn="Medlemskapen er avslutta.",
        en="The membership has ended.",
    ),
}
