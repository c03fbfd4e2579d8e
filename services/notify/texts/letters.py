"""What letters with a single-use link say. The first sentence is the subject of the mail: the same for everybody."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

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
    "sign_up": texts(
        nb="Fullfør registreringen din i ressurspoolen. Du er på vei inn som ansatt i {body}. Bekreft adressen og velg "
        "et passord her:",
        nn="Fullfør registreringa di i ressurspoolen. Du er på veg inn som tilsett i {body}. Stadfest adressa og vel "
        "eit passord her:",
        en="Finish signing up for the resource pool. You are joining as an employee of {body}. Confirm the address "
        "and choose a password here:",
    ),
}
