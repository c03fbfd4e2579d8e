"""What letters with a single-use link say. The first sentence is the mail's subject: it is the same for everybody."""

from collections.abc import Mapping

from services.kit.language import Language, Texts, texts

LETTERS: Mapping[str, Texts] = {
    "invitation": texts(
        nb="Du er invitert til ressurspoolen. {body} inviterer deg. Ta imot invitasjonen her:",
        nn="Du er invitert til ressurspoolen. {body} inviterer deg. Ta imot invitasjonen her:",
        en="You are invited to the resource pool. {body} invites you. Accept the invitation here:",
    ),
    "proposal": texts(
        nb="Bekreft forslaget ditt til ressurspoolen. Du har foreslått at {body} blir med i ressurspoolen. Bekreft at "
        "adressen er din, så blir forslaget vurdert:",
        nn="Stadfest forslaget ditt til ressurspoolen. Du har føreslått at {body} blir med i ressurspoolen. Stadfest "
        "at adressa er di, så blir forslaget vurdert:",
        en="Confirm your proposal to the resource pool. You proposed that {body} join the resource pool. Confirm that "
        "the address is yours, and the proposal is considered:",
    ),
    "password": texts(
        nb="Velg nytt passord i ressurspoolen. Noen, forhåpentlig du, ba om et nytt passord. Var det ikke du, trenger "
        "du ikke gjøre noe. Ellers velger du det her, innen en time:",
        nn="Vel nytt passord i ressurspoolen. Nokon, truleg du, bad om eit nytt passord. Var det ikkje du, treng du "
        "ikkje gjere noko. Elles vel du det her, innan ein time:",
        en="Choose a new password for the resource pool. Somebody, you we hope, asked for a new password. If it was "
        "not you, do nothing. Otherwise choose it here, within an hour:",
    ),
    "password_changed": texts(
        nb="Passordet ditt i ressurspoolen er endret. Var det du, trenger du ikke gjøre noe. Var det ikke du, velger "
        "du et nytt her, så blir alle andre logget ut:",
        nn="Passordet ditt i ressurspoolen er endra. Var det du, treng du ikkje gjere noko. Var det ikkje du, vel du "
        "eit nytt her, så blir alle andre logga ut:",
        en="Your password for the resource pool was changed. If it was you, do nothing. If it was not, choose a new "
        "one here, and everybody else is logged out:",
    ),
    "decision": texts(
        nb="Du er bedt om å svare på en hospitering. {body} lar deg svare én gang, på vegne av virksomheten. Lenken "
        "gjelder bare deg:",
        nn="Du er beden om å svare på ei hospitering. {body} lèt deg svare éin gong, på vegner av verksemda. Lenkja "
        "gjeld berre deg:",
        en="You are asked to decide on a placement. {body} lets you decide once, on its behalf. The link is for you "
        "alone:",
    ),
    "address": texts(
        nb="Legg til adressen i ressurspoolen. Noen, forhåpentlig du, vil bruke denne adressen i en konto der. Var det "
        "ikke du, trenger du ikke gjøre noe. Ellers bekrefter du her, innen et døgn:",
        nn="Legg til adressa i ressurspoolen. Nokon, truleg du, vil bruke denne adressa i ein konto der. Var det ikkje "
        "du, treng du ikkje gjere noko. Elles stadfestar du her, innan eit døgn:",
        en="Add the address to the resource pool. Somebody, you we hope, wants to use this address in an account "
        "there. If it was not you, do nothing. Otherwise confirm it here, within a day:",
    ),
    "accounts_joined": texts(
        nb="To kontoer i ressurspoolen er slått sammen. Det du hadde i dem, er nå i den ene. Var det ikke du, les her "
        "hva du kan gjøre:",
        nn="To kontoar i ressurspoolen er slåtte saman. Det du hadde i dei, er no i den eine. Var det ikkje du, les "
        "her kva du kan gjere:",
        en="Two accounts in the resource pool were joined. What you had in them is now in one. If it was not you, read "
        "here what you can do:",
    ),
    "sign_up": texts(
        nb="Fullfør registreringen din i ressurspoolen. Du er på vei inn som ansatt i {body}. Bekreft adressen og velg "
        "et passord her:",
        nn="Fullfør registreringa di i ressurspoolen. Du er på veg inn som tilsett i {body}. Stadfest adressa og vel "
        "eit passord her:",
        en="Finish signing up for the resource pool. You are joining as an employee of {body}. Confirm the address "
        "and choose a password here:",
    ),
}


def letter_text(purpose: str, *, body: str | None, language: Language) -> tuple[str, str]:
    """The title, which names nobody and nothing, and the text of a letter with a link."""
    title, _, text = LETTERS[purpose][language].partition(". ")
    return title, text.format(body=body)
