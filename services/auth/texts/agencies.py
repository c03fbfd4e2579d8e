"""Texts about public bodies that join, change and leave."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

AGENCY_PROBLEMS: Mapping[str, Texts] = {
    "already-joined": texts(
        nb="Virksomheten er med i ordningen. Be koordinatoren der om en invitasjon.",
        nn="Verksemda er med i ordninga. Be koordinatoren der om ein invitasjon.",
        en="The public body is of the scheme. Ask its coordinator for an invitation.",
    ),
    "already-proposed": texts(
        nb="Virksomheten er foreslått av en annen. Forslaget venter på svar; du trenger ikke gjøre mer.",
        nn="Verksemda er føreslått av ein annan. Forslaget ventar på svar; du treng ikkje gjere meir.",
        en="Somebody else has proposed the public body. The proposal waits for an answer; you need do no more.",
    ),
    "not-public-body": texts(
        nb="Enhetsregisteret kjenner ikke nummeret som en offentlig virksomhet. Sjekk organisasjonsnummeret.",
        nn="Einingsregisteret kjenner ikkje nummeret som ei offentleg verksemd. Sjekk organisasjonsnummeret.",
        en="Enhetsregisteret does not know the number as a public body. Check the organisation number.",
    ),
    "sub-unit": texts(
        nb="Nummeret er en underenhet i Enhetsregisteret. Bruk nummeret til virksomheten den hører til: {parent}.",
        nn="Nummeret er ei undereining i Einingsregisteret. Bruk nummeret til verksemda ho høyrer til: {parent}.",
        en="The number is a sub-unit's in Enhetsregisteret. Use the number of the public body it belongs to: {parent}.",
    ),
    "body-succeeded": texts(
        nb="En annen virksomhet har overtatt for denne. Bruk nummeret {successor}.",
        nn="Ei anna verksemd har teke over for denne. Bruk nummeret {successor}.",
        en="Another public body has taken the place of this one. Use the number {successor}.",
    ),
    "cannot-succeed": texts(
        nb="Den ene virksomheten kan ikke overta for den andre. Sjekk numrene, og at den som overtar, er med.",
        nn="Den eine verksemda kan ikkje ta over for den andre. Sjekk nummera, og at den som tek over, er med.",
        en="The one public body cannot take the other's place. Check the numbers, and that the successor has joined.",
    ),
    "months-outside-scheme": texts(
        nb="Månedene ligger utenfor ordningens. Velg fra {min_months} til {max_months} måneder, og høyst "
        "{max_total_months} i alt.",
        nn="Månadene ligg utanfor dei i ordninga. Vel frå {min_months} til {max_months} månader, og høgst "
        "{max_total_months} i alt.",
        en="The months lie outside the scheme's. Choose from {min_months} to {max_months} months, and at most "
        "{max_total_months} in all.",
    ),
    "domain-taken": texts(
        nb="Domenet er registrert allerede. Er det deres, si fra til den som driver ordningen.",
        nn="Domenet er registrert alt. Er det dykkar, sei frå til den som driv ordninga.",
        en="The domain is registered already. If it is yours, tell whoever runs the scheme.",
    ),
    "domain-refused": texts(
        nb="Domenet kan ikke være virksomhetens eget. Skriv et der bare deres ansatte har adresser.",
        nn="Domenet kan ikkje vere verksemda sitt eige. Skriv eit der berre dykkar tilsette har adresser.",
        en="The domain cannot be the public body's own. Give one in which only your people have addresses.",
    ),
    "last-coordinator": texts(
        nb="Virksomheten ville stå uten koordinator. Gi rollen til en annen først; den som driver ordningen, kan "
        "hjelpe.",
        nn="Verksemda ville stå utan koordinator. Gje rolla til ein annan først; den som driv ordninga kan hjelpe.",
        en="The public body would be without a coordinator. Give the role to somebody else first; whoever runs the "
        "scheme can help.",
    ),
    "not-permitted:substitute": texts(
        nb="Du har ikke lov til dette. En vikar kan ikke gjøre det; be en fast koordinator.",
        nn="Du har ikkje lov til dette. Ein vikar kan ikkje gjere det; be ein fast koordinator.",
        en="You may not do this. A substitute cannot; ask a coordinator of the public body's own.",
    ),
    "operators-role": texts(
        nb="Rollen gis og tas av den som driver ordningen. Spør der.",
        nn="Rolla blir gjeven og teken av den som driv ordninga. Spør der.",
        en="The role is given and taken by whoever runs the scheme. Ask there.",
    ),
    "register-unavailable": texts(
        nb="Enhetsregisteret svarer ikke nå. Prøv igjen om litt; ingenting er endret.",
        nn="Einingsregisteret svarar ikkje no. Prøv igjen om litt; ingenting er endra.",
        en="Enhetsregisteret does not answer now. Try again in a moment; nothing was changed.",
    ),
}

AGENCY_PAGES: Mapping[str, Texts] = {
    "link-proposal": texts(nb="Forslag om en virksomhet", nn="Forslag om ei verksemd", en="Proposal of a public body"),
    "confirm_proposal": texts(
        nb="Du foreslår at virksomheten blir med i ressurspoolen. Bekreft at adressen er din.",
        nn="Du føreslår at verksemda blir med i ressurspoolen. Stadfest at adressa er di.",
        en="You propose that the public body join the resource pool. Confirm that the address is yours.",
    ),
    "done-proposal": texts(
        nb="Takk. Forslaget blir vurdert. Denne lenken viser hvor langt det er kommet.",
        nn="Takk. Forslaget blir vurdert. Denne lenkja viser kor langt det er kome.",
        en="Thank you. The proposal is being considered. This link shows how far it has come.",
    ),
    "proposal-unchecked": texts(
        nb="Forslaget venter: Enhetsregisteret har ikke svart ennå. Du trenger ikke gjøre noe.",
        nn="Forslaget ventar: Einingsregisteret har ikkje svara enno. Du treng ikkje gjere noko.",
        en="The proposal waits: Enhetsregisteret has not answered yet. You need do nothing.",
    ),
    "proposal-proposed": texts(
        nb="Forslaget er sjekket mot Enhetsregisteret og venter på den som driver ordningen.",
        nn="Forslaget er sjekka mot Einingsregisteret og ventar på den som driv ordninga.",
        en="The proposal was checked against Enhetsregisteret and waits for whoever runs the scheme.",
    ),
    "proposal-accepted": texts(
        nb="Virksomheten er med. Du har fått en invitasjon på e-post.",
        nn="Verksemda er med. Du har fått ein invitasjon på e-post.",
        en="The public body has joined. You have been mailed an invitation.",
    ),
    "link-decision": texts(nb="Svar på en hospitering", nn="Svar på ei hospitering", en="Decide on a placement"),
    "decision-open": texts(
        nb="Virksomheten ber deg svare på én hospitering. Kjør kommandoen under på maskinen din: du logger inn for "
        "virksomheten i nettleseren, leser vilkårene og svarer ja eller nei. Lenken virker én gang, og bare for deg.",
        nn="Verksemda ber deg svare på éi hospitering. Køyr kommandoen under på maskina di: du loggar inn for "
        "verksemda i nettlesaren, les vilkåra og svarar ja eller nei. Lenkja verkar éin gong, og berre for deg.",
        en="The public body asks you to decide on one placement. Run the command below on your machine: you log in for "
        "the body in the browser, read the terms, and say yes or no. The link works once, and for you alone.",
    ),
    "link-sign_up": texts(nb="Bli med i ressurspoolen", nn="Bli med i ressurspoolen", en="Join the resource pool"),
    "done-sign_up": texts(
        nb="Du er med som ansatt. Nå kan du logge inn med adressen og passordet ditt.",
        nn="Du er med som tilsett. No kan du logge inn med adressa og passordet ditt.",
        en="You have joined as an employee. Now you can log in with your address and password.",
    ),
    "proposal-sub_unit": texts(
        nb="Nummeret er en underenhet i Enhetsregisteret. Foreslå virksomheten den hører til, med dette nummeret:",
        nn="Nummeret er ei undereining i Einingsregisteret. Føreslå verksemda ho høyrer til, med dette nummeret:",
        en="The number is a sub-unit's in Enhetsregisteret. Propose the public body it belongs to, by this number:",
    ),
    "proposal-rejected": texts(
        nb="Forslaget er avslått. Spør den som driver ordningen, hvis du vil vite mer.",
        nn="Forslaget er avslått. Spør den som driv ordninga, dersom du vil vite meir.",
        en="The proposal was rejected. Ask whoever runs the scheme if you want to know more.",
    ),
}
