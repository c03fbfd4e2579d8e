"""The words for auth's codes."""

from services.auth.texts.scopes import SCOPES
from services.kit.language import Codes
from services.scheme.words import LANGUAGES, ROLES, words

CODES: Codes = {
    "role": ROLES,
    "scope": {name.removeprefix("scope-"): text for name, text in SCOPES.items()},
    "body_state": {
        "joined": words(nb="med i ordningen", nn="med i ordninga", en="in the scheme"),
        "left": words(nb="ute av ordningen", nn="ute av ordninga", en="has left the scheme"),
    },
    "departure_state": {
        "none": words(nb="ikke bedt om", nn="ikkje bede om", en="not asked for"),
        "asked": words(nb="bedt om", nn="bede om", en="asked for"),
        "left": words(nb="ute av ordningen", nn="ute av ordninga", en="has left the scheme"),
    },
    "delegation_state": {
        "open": words(nb="sendt", nn="send", en="sent"),
        "accepted": words(nb="tatt imot", nn="teken imot", en="accepted"),
        "withdrawn": words(nb="trukket tilbake", nn="trekt tilbake", en="withdrawn"),
        "expired": words(nb="utløpt", nn="gått ut", en="expired"),
    },
    "delegation_verb": {
        "accept": words(nb="ta imot", nn="ta imot", en="accept"),
        "withdraw": words(nb="trekk tilbake", nn="trekk tilbake", en="withdraw"),
    },
    "invitation_state": {
        "open": words(nb="sendt", nn="send", en="sent"),
        "accepted": words(nb="tatt imot", nn="teken imot", en="accepted"),
        "expired": words(nb="utløpt", nn="gått ut", en="expired"),
    },
    "mail_domain_state": {
        "waiting": words(nb="venter på bekreftelse", nn="ventar på stadfesting", en="waits for confirmation"),
        "verified": words(nb="bekreftet", nn="stadfesta", en="verified"),
    },
    "payer": {
        "home": words(nb="avgivende virksomhet", nn="avgjevande verksemd", en="the home agency"),
        "host": words(nb="mottakende virksomhet", nn="mottakande verksemd", en="the host agency"),
    },
    "language": LANGUAGES,
    "action": {
        "login.password": words(nb="innlogging med passord", nn="innlogging med passord", en="login with a password"),
        "login.second_factor": words(
            nb="innlogging med ekstra faktor", nn="innlogging med ekstra faktor", en="login with a second factor"
        ),
        "login.recovery_code": words(
            nb="innlogging med gjenopprettingskode",
            nn="innlogging med attopprettingskode",
            en="login with a recovery code",
        ),
        "login.federated": words(
            nb="innlogging gjennom en annen tjeneste",
            nn="innlogging gjennom ei anna teneste",
            en="login through another service",
        ),
        "login.device": words(nb="innlogging på en enhet", nn="innlogging på ei eining", en="login on a device"),
        "login.completed": words(nb="innlogging fullført", nn="innlogging fullført", en="login completed"),
        "session.ended": words(nb="innlogging avsluttet", nn="innlogging avslutta", en="login ended"),
        "code.reused": words(nb="kode brukt to ganger", nn="kode brukt to gonger", en="code used twice"),
        "refresh_token.reused": words(
            nb="fornyelsestoken brukt to ganger", nn="fornyingstoken brukt to gonger", en="refresh token used twice"
        ),
        "assertion.reused": words(
            nb="påstand brukt to ganger", nn="påstand brukt to gonger", en="assertion used twice"
        ),
        "organisation.proposed": words(nb="virksomhet foreslått", nn="verksemd føreslått", en="body proposed"),
        "organisation.registered": words(nb="virksomhet registrert", nn="verksemd registrert", en="body registered"),
        "organisation.changed": words(nb="virksomhet endret", nn="verksemd endra", en="body changed"),
        "departure.asked": words(nb="utmelding bedt om", nn="utmelding bede om", en="departure asked for"),
        "departure.withdrawn": words(nb="utmelding trukket", nn="utmelding trekt", en="departure withdrawn"),
        "organisation.left": words(nb="virksomhet meldt ut", nn="verksemd meld ut", en="body left"),
        "organisation.succeeded": words(
            nb="virksomhet etterfulgt av en annen", nn="verksemd etterfølgd av ei anna", en="body succeeded by another"
        ),
        "policy.changed": words(nb="regler endret", nn="reglar endra", en="policy changed"),
        "absence.announced": words(nb="fravær meldt", nn="fråvær meldt", en="absence announced"),
        "absence.withdrawn": words(nb="fravær trukket", nn="fråvær trekt", en="absence withdrawn"),
        "substitute.appointed": words(nb="vikar oppnevnt", nn="vikar oppnemnd", en="substitute appointed"),
        "substitute.ended": words(nb="vikariat avsluttet", nn="vikariat avslutta", en="substitute's time ended"),
        "delegation.created": words(nb="fullmakt gitt", nn="fullmakt gjeven", en="delegation given"),
        "delegation.accepted": words(nb="fullmakt tatt imot", nn="fullmakt teken imot", en="delegation accepted"),
        "delegation.withdrawn": words(nb="fullmakt trukket", nn="fullmakt trekt", en="delegation withdrawn"),
        "delegation.expired": words(nb="fullmakt utløpt", nn="fullmakt gått ut", en="delegation expired"),
        "invitation.created": words(nb="invitasjon sendt", nn="invitasjon send", en="invitation sent"),
        "invitation.withdrawn": words(nb="invitasjon trukket", nn="invitasjon trekt", en="invitation withdrawn"),
        "invitation.accepted": words(nb="invitasjon tatt imot", nn="invitasjon teken imot", en="invitation accepted"),
        "membership.granted": words(nb="medlemskap gitt", nn="medlemskap gjeve", en="membership granted"),
        "membership.changed": words(nb="medlemskap endret", nn="medlemskap endra", en="membership changed"),
        "membership.ended": words(nb="medlemskap avsluttet", nn="medlemskap avslutta", en="membership ended"),
        "client.created": words(nb="API-klient laget", nn="API-klient laga", en="API client created"),
        "client.changed": words(nb="API-klient endret", nn="API-klient endra", en="API client changed"),
        "client.removed": words(nb="API-klient fjernet", nn="API-klient fjerna", en="API client removed"),
        "client_key.added": words(nb="nøkkel lagt til", nn="nøkkel lagt til", en="key added"),
        "client_key.removed": words(nb="nøkkel fjernet", nn="nøkkel fjerna", en="key removed"),
        "signing_key.added": words(
            nb="signeringsnøkkel lagt til", nn="signeringsnøkkel lagt til", en="signing key added"
        ),
        "signing_key.activated": words(
            nb="signeringsnøkkel tatt i bruk", nn="signeringsnøkkel teken i bruk", en="signing key activated"
        ),
        "signing_key.resealed": words(
            nb="signeringsnøkkel forseglet på nytt", nn="signeringsnøkkel forsegla på nytt", en="signing key resealed"
        ),
        "signing_key.revoked": words(
            nb="signeringsnøkkel trukket tilbake", nn="signeringsnøkkel trekt tilbake", en="signing key revoked"
        ),
        "account.changed": words(nb="konto endret", nn="konto endra", en="account changed"),
        "account.renamed": words(nb="navn endret", nn="namn endra", en="name changed"),
        "account.joined": words(nb="kontoer slått sammen", nn="kontoar slått saman", en="accounts joined"),
        "account.ended": words(nb="konto avsluttet", nn="konto avslutta", en="account ended"),
        "join.begun": words(
            nb="sammenslåing av kontoer begynt", nn="samanslåing av kontoar byrja", en="joining of accounts begun"
        ),
        "address.asked": words(nb="adresse meldt", nn="adresse meldt", en="address asked for"),
        "address.added": words(nb="adresse lagt til", nn="adresse lagd til", en="address added"),
        "address.removed": words(nb="adresse fjernet", nn="adresse fjerna", en="address removed"),
        "account.linked": words(nb="konto koblet til", nn="konto kopla til", en="account linked"),
        "account.unlinked": words(nb="konto koblet fra", nn="konto kopla frå", en="account unlinked"),
        "account.disabled": words(nb="konto stengt", nn="konto stengt", en="account disabled"),
        "account.enabled": words(nb="konto åpnet", nn="konto opna", en="account enabled"),
        "password.changed": words(nb="passord endret", nn="passord endra", en="password changed"),
        "password.reset_asked": words(
            nb="nytt passord bedt om", nn="nytt passord bede om", en="new password asked for"
        ),
        "password.reset": words(nb="nytt passord satt", nn="nytt passord sett", en="new password set"),
        "second_factor.enrolled": words(
            nb="ekstra faktor lagt til", nn="ekstra faktor lagd til", en="second factor enrolled"
        ),
        "second_factor.removed": words(
            nb="ekstra faktor fjernet", nn="ekstra faktor fjerna", en="second factor removed"
        ),
        "consent.given": words(nb="samtykke gitt", nn="samtykke gjeve", en="consent given"),
        "consent.withdrawn": words(nb="samtykke trukket", nn="samtykke trekt", en="consent withdrawn"),
    },
}
