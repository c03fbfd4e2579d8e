"""Texts for invalid fields, beyond those of the kit."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

FAULTS: Mapping[str, Texts] = {
    "repeated": texts(nb="har samme verdi to ganger", nn="har same verdi to gonger", en="has the same value twice"),
    "unknown_department": texts(
        nb="er ikke en av avdelingene i virksomhetens retningslinjer",
        nn="er ikkje ei av avdelingane i retningslinjene til verksemda",
        en="is not one of the departments in the body's policy",
    ),
    "not_proven_address": texts(
        nb="er ikke en av adressene du har vist er dine: legg den til først, og følg lenken du får",
        nn="er ikkje ei av adressene du har vist er dine: legg ho til først, og følg lenkja du får",
        en="is not one of the addresses that you have shown are yours: add it first, and follow the link you get",
    ),
    "shortest_over_longest": texts(
        nb="har en korteste lengde som er lengre enn den lengste",
        nn="har ei kortaste lengd som er lengre enn den lengste",
        en="has a shortest length that is longer than the longest",
    ),
    "longest_over_total": texts(
        nb="har en lengste avtale som er lengre enn det lengste i alt",
        nn="har ein lengste avtale som er lengre enn det lengste i alt",
        en="has a longest agreement that is longer than the longest in all",
    ),
    "guessable_password": texts(
        nb="er lett å gjette: ikke bruk vanlige ord, navn eller tastaturmønstre",
        nn="er lett å gjette: ikkje bruk vanlege ord, namn eller tastaturmønster",
        en="is easy to guess: use no common words, names or patterns of the keyboard",
    ),
    "private_member": texts(
        nb="har den private delen av nøkkelen. Den skal aldri ut av systemet deres: lag en ny nøkkel, og send bare "
        "kty, kid, n og e",
        nn="har den private delen av nøkkelen. Han skal aldri ut av systemet dykkar: lag ein ny nøkkel, og send berre "
        "kty, kid, n og e",
        en="has the private part of the key. It must never leave your system: make a new key, and send only kty, kid, "
        "n and e",
    ),
    "weak_key": texts(
        nb="har feil lengde: en RSA-nøkkel må ha 2048 til 8192 bit",
        nn="har feil lengd: ein RSA-nøkkel må ha 2048 til 8192 bit",
        en="has the wrong length: an RSA key needs 2048 to 8192 bits",
    ),
    "wrong_redirect": texts(
        nb="er ikke en adresse nettleseren kan sendes til: bruk https://…, eller http://127.0.0.1/… uten port for et "
        "program på brukerens maskin; uten # og brukernavn, høyst 250 tegn",
        nn="er ikkje ei adresse nettlesaren kan sendast til: bruk https://…, eller http://127.0.0.1/… utan port for "
        "eit program på maskina til brukaren; utan # og brukarnamn, høgst 250 teikn",
        en="is no address that a browser can be sent to: use https://…, or http://127.0.0.1/… without a port for a "
        "program on its user's machine; without # and user name, at most 250 signs",
    ),
    "redirect_missing": texts(
        nb="mangler redirect_uris: adressene nettleseren kommer tilbake til etter innlogging",
        nn="manglar redirect_uris: adressene nettlesaren kjem tilbake til etter innlogging",
        en="lacks redirect_uris: the addresses that the browser comes back to after a login",
    ),
    "role_unused": texts(
        nb="har en rolle som ikke blir brukt: i en app handler hver i sin egen rolle; utelat role",
        nn="har ei rolle som ikkje blir brukt: i ein app handlar kvar i si eiga rolle; lat role vere",
        en="has a role that is not used: with an app everybody acts in their own role; leave out role",
    ),
    "app_only": texts(
        nb="har noe som bare en app har: openid, profile, email, offline_access eller adresser å sende nettleseren "
        "til. Sett token_endpoint_auth_method til none (på en tjener: til private_key_jwt, med redirect_uris), eller "
        "utelat dem",
        nn="har noko som berre ein app har: openid, profile, email, offline_access eller adresser å sende nettlesaren "
        "til. Set token_endpoint_auth_method til none (på ein tenar: til private_key_jwt, med redirect_uris), eller "
        "lat dei vere",
        en="has something that only an app has: openid, profile, email, offline_access or addresses to send the "
        "browser to. Set token_endpoint_auth_method to none (on a server: to private_key_jwt, with redirect_uris), or "
        "leave them out",
    ),
    "keys_unused": texts(
        nb="har nøkler som ikke blir brukt: sett token_endpoint_auth_method til private_key_jwt, eller utelat jwks",
        nn="har nøklar som ikkje blir brukte: set token_endpoint_auth_method til private_key_jwt, eller lat jwks vere",
        en="has keys that are not used: set token_endpoint_auth_method to private_key_jwt, or leave out jwks",
    ),
}
