"""The texts of the kit's problems, in bokmål, nynorsk and English. The first sentence is the title."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

PROBLEMS: Mapping[str, Texts] = {
    "internal": texts(
        nb="Noe gikk galt hos oss. Prøv igjen, og oppgi request_id hvis det fortsetter.",
        nn="Noko gjekk gale hos oss. Prøv igjen, og oppgje request_id dersom det held fram.",
        en="Something went wrong on our side. Try again, and quote request_id if it goes on.",
    ),
    "unauthenticated": texts(
        nb="Du må logge inn. Send et gyldig tilgangstoken i Authorization-hodet: Bearer <token>.",
        nn="Du må logge inn. Send eit gyldig tilgangstoken i Authorization-hovudet: Bearer <token>.",
        en="You have to log in. Send a valid access token in the Authorization header: Bearer <token>.",
    ),
    "malformed-request": texts(
        nb="Forespørselen følger ikke HTTP. Rett hodene (ett Host, ingen styretegn) og send på nytt.",
        nn="Førespurnaden følgjer ikkje HTTP. Rett hovuda (eitt Host, ingen styreteikn) og send på nytt.",
        en="The request is not proper HTTP. Mend the headers (one Host, no control characters in them) and send again.",
    ),
    "not-permitted": texts(
        nb="Du har ikke lov til dette. Sjekk rollen din og hvilken virksomhet du har logget inn for.",
        nn="Du har ikkje lov til dette. Sjekk rolla di og kva verksemd du har logga inn for.",
        en="You may not do this. Check your role and which public body you logged in for.",
    ),
    "not-permitted:scope": texts(
        nb="Du har ikke lov til dette. Tokenet mangler {scope}; be om et med dette i scope.",
        nn="Du har ikkje lov til dette. Tokenet manglar {scope}; be om eit med dette i scope.",
        en="You may not do this. The token lacks {scope}; ask for one with it in its scope.",
    ),
    "not-permitted:role": texts(
        nb="Du har ikke lov til dette. Det krever en annen rolle, se roles; en koordinator i virksomheten kan gi den.",
        nn="Du har ikkje lov til dette. Det krev ei anna rolle, sjå roles; ein koordinator i verksemda kan gi ho.",
        en="You may not do this. It takes another role, see roles; a coordinator of the public body can give it.",
    ),
    "not-permitted:body": texts(
        nb="Du har ikke lov til dette. Logg inn for virksomheten som saken hører til.",
        nn="Du har ikkje lov til dette. Logg inn for verksemda som saka høyrer til.",
        en="You may not do this. Log in for the public body whose matter it is.",
    ),
    "not-permitted:person": texts(
        nb="Du har ikke lov til dette. Bare den det gjelder, kan gjøre det.",
        nn="Du har ikkje lov til dette. Berre den det gjeld, kan gjere det.",
        en="You may not do this. Only the person whom it is about can.",
    ),
    "not-permitted:caller": texts(
        nb="Du har ikke lov til dette. Det krever en annen type token, for eksempel tjenestenes eget.",
        nn="Du har ikkje lov til dette. Det krev ein annan type token, til dømes det tenestene sjølve har.",
        en="You may not do this. It takes another kind of token, such as the services' own.",
    ),
    "person-required": texts(
        nb="Dette må et menneske gjøre. Bruk et token fra en innlogget person, ikke fra en maskin.",
        nn="Dette må eit menneske gjere. Bruk eit token frå ein innlogga person, ikkje frå ei maskin.",
        en="A person has to do this. Use the token of somebody who logged in, not a machine's.",
    ),
    "not-found": texts(
        nb="Dette finnes ikke. Sjekk adressen; det kan også være at du ikke har tilgang.",
        nn="Dette finst ikkje. Sjekk adressa; det kan òg vere at du ikkje har tilgang.",
        en="There is no such thing. Check the address; it may also be that you have no access.",
    ),
    "body-incomplete": texts(
        nb="Innholdet kom ikke helt fram. Ingenting er endret; send på nytt, innen {seconds} sekunder.",
        nn="Innhaldet kom ikkje heilt fram. Ingenting er endra; send på nytt, innan {seconds} sekund.",
        en="The body did not come whole. Nothing was changed; send it again, within {seconds} seconds.",
    ),
    "method-not-allowed": texts(
        nb="Metoden finnes ikke her. Se hodet Allow for de som finnes.",
        nn="Metoden finst ikkje her. Sjå hovudet Allow for dei som finst.",
        en="There is no such method here. See the Allow header for those there are.",
    ),
    "epoch-unknown": texts(
        nb="Strømmen har begynt på nytt. Les den fra begynnelsen: utelat after.",
        nn="Straumen har byrja på nytt. Les han frå byrjinga: utelat after.",
        en="The feed has started anew. Read it from the beginning: leave out after.",
    ),
    "wrong-state": texts(
        nb="Det går ikke i denne tilstanden. Det som går nå, står i legal.",
        nn="Det går ikkje i denne tilstanden. Det som går no, står i legal.",
        en="That cannot be done in this state. What can be done now stands in legal.",
    ),
    "key-in-progress": texts(
        nb="En forespørsel med samme Idempotency-Key er i gang. Vent litt og send den samme igjen.",
        nn="Ein førespurnad med same Idempotency-Key er i gang. Vent litt og send den same igjen.",
        en="A request with the same Idempotency-Key is under way. Wait a little and send the same again.",
    ),
    "stale": texts(
        nb="Noen har endret dette siden du leste det. Les det på nytt og bruk den nye ETag-en i If-Match.",
        nn="Nokon har endra dette sidan du las det. Les det på nytt og bruk den nye ETag-en i If-Match.",
        en="Somebody changed this since you read it. Read it again and use the new ETag in If-Match.",
    ),
    "too-large": texts(
        nb="Forespørselen er for stor. Grensen er {limit} byte.",
        nn="Førespurnaden er for stor. Grensa er {limit} byte.",
        en="The request is too large. The limit is {limit} bytes.",
    ),
    "invalid": texts(
        nb="Forespørselen har feil form. Rett det errors peker på, og send på nytt; ingenting er lagret.",
        nn="Førespurnaden har feil form. Rett det errors peikar på, og send på nytt; ingenting er lagra.",
        en="The request does not have the right form. Mend what errors points at and send again; nothing was stored.",
    ),
    "invalid-json": texts(
        nb="Innholdet er ikke gyldig JSON. Send JSON i UTF-8, med hvert navn bare én gang i hvert objekt.",
        nn="Innhaldet er ikkje gyldig JSON. Send JSON i UTF-8, med kvart namn berre éin gong i kvart objekt.",
        en="The body is not valid JSON. Send JSON in UTF-8, with each name only once in each object.",
    ),
    "unsupported-media-type": texts(
        nb="Innholdet er ikke av en type vi leser. "
        "Send JSON med Content-Type: application/json, uten komprimering (Content-Encoding).",
        nn="Innhaldet er ikkje av ein type vi les. "
        "Send JSON med Content-Type: application/json, utan komprimering (Content-Encoding).",
        en="The body is not of a type that is read here. "
        "Send JSON with Content-Type: application/json, without compression (Content-Encoding).",
    ),
    "invalid-cursor": texts(
        nb="Markøren hører ikke til denne listen. Begynn på nytt uten cursor.",
        nn="Markøren høyrer ikkje til denne lista. Byrj på nytt utan cursor.",
        en="The cursor does not belong to this list. Start again without cursor.",
    ),
    "key-reused": texts(
        nb="Denne Idempotency-Key er brukt til noe annet. Lag en ny nøkkel for hver ny forespørsel.",
        nn="Denne Idempotency-Key er brukt til noko anna. Lag ein ny nøkkel for kvar ny førespurnad.",
        en="This Idempotency-Key was used for something else. Make a new key for each new request.",
    ),
    "precondition-required": texts(
        nb="Endringen trenger If-Match. Les tingen først og send ETag-en derfra i If-Match.",
        nn="Endringa treng If-Match. Les tingen først og send ETag-en derifrå i If-Match.",
        en="The change needs If-Match. Read the thing first and send its ETag in If-Match.",
    ),
    "headers-too-large": texts(
        nb="Forespørselen har for mange eller for lange hoder. Grensen er {limit} hoder og {bytes} byte til sammen.",
        nn="Førespurnaden har for mange eller for lange hovud. Grensa er {limit} hovud og {bytes} byte til saman.",
        en="The request has too many or too long headers. The limit is {limit} headers, and {bytes} bytes in all.",
    ),
    "too-many-requests": texts(
        nb="Du sender flere forespørsler enn din del. "
        "Send dem én om gangen, og prøv igjen om {seconds} sekunder; ingenting er endret.",
        nn="Du sender fleire førespurnader enn din del. "
        "Send dei éin om gongen, og prøv igjen om {seconds} sekund; ingenting er endra.",
        en="You send more requests than your share. "
        "Send them one at a time, and try again in {seconds} seconds; nothing was changed.",
    ),
    "unavailable": texts(
        nb="Tjenesten kan ikke svare nå. Prøv igjen om litt; ingenting er endret.",
        nn="Tenesta kan ikkje svare no. Prøv igjen om litt; ingenting er endra.",
        en="The service cannot answer now. Try again in a moment; nothing was changed.",
    ),
    "busy": texts(
        nb="Det er stor pågang. Prøv igjen om litt med samme Idempotency-Key; ingenting er endret.",
        nn="Det er stor pågang. Prøv igjen om litt med same Idempotency-Key; ingenting er endra.",
        en="There is a rush. Try again in a moment with the same Idempotency-Key; nothing was changed.",
    ),
    "peer-unavailable": texts(
        nb="Tjenesten {peer} svarer ikke. Prøv igjen om litt; ingenting er endret.",
        nn="Tenesta {peer} svarar ikkje. Prøv igjen om litt; ingenting er endra.",
        en="The service {peer} does not answer. Try again in a moment; nothing was changed.",
    ),
}

FAULTS: Mapping[str, Texts] = {
    "missing": texts(nb="må være med", nn="må vere med", en="is required"),
    "unknown_field": texts(
        nb="har et felt som ikke finnes; se dokumentasjonen",
        nn="har eit felt som ikkje finst; sjå dokumentasjonen",
        en="has a field there is not; see the documentation",
    ),
    "unknown_parameter": texts(
        nb="adressen har en parameter som ikke finnes; se dokumentasjonen",
        nn="adressa har ein parameter som ikkje finst; sjå dokumentasjonen",
        en="the address has a parameter there is not; see the documentation",
    ),
    "repeated": texts(
        nb="er sendt to ganger; send det én gang",
        nn="er sendt to gonger; send det éin gong",
        en="was sent twice; send it once",
    ),
    "forbidden_character": texts(
        nb="har tegn som ikke er lov (styretegn eller ugyldig Unicode)",
        nn="har teikn som ikkje er lov (styreteikn eller ugyldig Unicode)",
        en="has characters that are not allowed (control characters or invalid Unicode)",
    ),
    "blank": texts(nb="kan ikke være tom", nn="kan ikkje vere tom", en="cannot be blank"),
    "organisation_number": texts(
        nb="er ikke et gyldig organisasjonsnummer (ni sifre, det siste kontrollerer de andre)",
        nn="er ikkje eit gyldig organisasjonsnummer (ni siffer, det siste kontrollerer dei andre)",
        en="is not a valid organisation number (nine digits, the last checks the others)",
    ),
    "wrong_form": texts(
        nb="har feil form; se dokumentasjonen",
        nn="har feil form; sjå dokumentasjonen",
        en="has the wrong form; see the documentation",
    ),
    "too_long": texts(nb="er for langt", nn="er for langt", en="is too long"),
    "too_short": texts(nb="er for kort", nn="er for kort", en="is too short"),
    "out_of_range": texts(nb="er utenfor grensene", nn="er utanfor grensene", en="is outside the limits"),
    "wrong_value": texts(
        nb="er ikke en av de lovlige verdiene",
        nn="er ikkje ein av dei lovlege verdiane",
        en="is not one of the legal values",
    ),
    "whole_percent": texts(
        nb="skal være hele prosent (37,5 oppgis som 37 eller 38)",
        nn="skal vere heile prosent (37,5 blir oppgitt som 37 eller 38)",
        en="has to be a whole percent (37.5 is given as 37 or 38)",
    ),
    "position": texts(
        nb="er ikke en posisjon fra denne strømmen",
        nn="er ikkje ein posisjon frå denne straumen",
        en="is not a position of this feed",
    ),
    "cursor": texts(nb="er ikke fra denne listen", nn="er ikkje frå denne lista", en="is not from this list"),
    "idempotency_key": texts(
        nb="skal være 1–128 synlige ASCII-tegn",
        nn="skal vere 1–128 synlege ASCII-teikn",
        en="has to be 1–128 visible ASCII characters",
    ),
    "key_reused": texts(nb="er brukt før", nn="er brukt før", en="was used before"),
    "etag": texts(
        nb="skal være ETag-en du leste, i anførselstegn",
        nn="skal vere ETag-en du las, i hermeteikn",
        en="has to be the ETag you read, in quotes",
    ),
}
