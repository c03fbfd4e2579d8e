"""What is wrong with a field, where the kit has no words for it."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

FAULTS: Mapping[str, Texts] = {
    "repeated": texts(nb="har samme verdi to ganger", nn="har same verdi to gonger", en="has the same value twice"),
    "unknown_department": texts(
        nb="er ikke en av avdelingene i virksomhetens retningslinjer",
        nn="er ikkje ei av avdelingane i retningslinjene til verksemda",
        en="is not one of the departments in the body's policy",
    ),
    "shortest_over_longest": texts(
        nb="har en korteste lengde som er lengre enn den lengste",
        nn="har ei kortaste lengd som er lengre enn den lengste",
        en="has a shortest length that is longer than the longest",
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
    "keys_unused": texts(
        nb="har nøkler som ikke blir brukt: sett token_endpoint_auth_method til private_key_jwt, eller utelat jwks",
        nn="har nøklar som ikkje blir brukte: set token_endpoint_auth_method til private_key_jwt, eller lat jwks vere",
        en="has keys that are not used: set token_endpoint_auth_method to private_key_jwt, or leave out jwks",
    ),
}
