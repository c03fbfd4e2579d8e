"""The words around what a mail says: greetings, what facts are called, the one next step, and why it was sent."""

from collections.abc import Mapping

from services.kit.language import Language, Texts, texts

GREETING = texts(nb="Hei, {name}!", nn="Hei, {name}!", en="Hello, {name}!")
GREETING_OF_LETTER = texts(nb="Hei!", nn="Hei!", en="Hello!")
WHY: Mapping[str, Texts] = {
    "chosen": texts(
        nb="Du får e-post med en gang noe skjer. Den kan skrus av i innstillingene:",
        nn="Du får e-post med ein gong noko skjer. Han kan skruast av i innstillingane:",
        en="You are mailed at once when something happens. Turn it off in your preferences:",
    ),
    "mandatory": texts(
        nb="Slik e-post kan ikke skrus av. Hva du får ellers, velger du i innstillingene:",
        nn="Slik e-post kan ikkje skruast av. Kva du får elles, vel du i innstillingane:",
        en="Such mail cannot be turned off. Choose what else you get in your preferences:",
    ),
    "mailbox": texts(
        nb="Koordinatorene har oppgitt dette som virksomhetens fellespostkasse. De kan endre det her:",
        nn="Koordinatorane har gjeve opp dette som den felles postkassa til verksemda. Dei kan endre det her:",
        en="The coordinators gave this as the shared mailbox of their public body. They can change it here:",
    ),
}
WHY_LETTER = texts(
    nb="Vet du ikke hva dette gjelder, kan du se bort fra det: uten lenken skjer ingenting.",
    nn="Veit du ikkje kva dette gjeld, kan du sjå bort frå det: utan lenkja skjer ingenting.",
    en="If you do not know what this is about, disregard it: without the link nothing happens.",
)
WORKS_ONCE = texts(
    nb="Lenken virker én gang, til og med {until}.",
    nn="Lenkja verkar éin gong, til og med {until}.",
    en="The link works once, until {until}.",
)

FACTS: Mapping[str, Texts] = {
    "need": texts(nb="Behov", nn="Behov", en="Need"),
    "host": texts(nb="Mottakende virksomhet", nn="Mottakande verksemd", en="Host agency"),
    "home": texts(nb="Avgivende virksomhet", nn="Avgjevande verksemd", en="Home agency"),
    "body": texts(nb="Virksomhet", nn="Verksemd", en="Public body"),
    "employee": texts(nb="Ansatt", nn="Tilsett", en="Employee"),
    "period": texts(nb="Periode", nn="Periode", en="Period"),
    "start": texts(nb="Oppstart", nn="Oppstart", en="Start"),
    "length": texts(nb="Varighet", nn="Lengd", en="Length"),
    "percentage": texts(nb="Stillingsandel", nn="Stillingsdel", en="Share of full time"),
    "deadline": texts(nb="Svarfrist", nn="Svarfrist", en="Answer by"),
    "reference": texts(nb="Referanse", nn="Referanse", en="Reference"),
}
PERIOD = texts(nb="{start} til og med {end}", nn="{start} til og med {end}", en="{start} to {end}")
STARTS = texts(
    nb="tidligst {first}, senest {last}", nn="tidlegast {first}, seinast {last}", en="from {first}, by {last}"
)
MONTHS = texts(nb="{months} måneder", nn="{months} månader", en="{months} months")
ONE_MONTH = texts(nb="én måned", nn="éin månad", en="one month")
PER_CENT = texts(nb="{percentage} prosent", nn="{percentage} prosent", en="{percentage} per cent")

_READ_OFFER = texts(nb="Les tilbudet og svar", nn="Les tilbodet og svar", en="Read the offer and answer")
_READ_APPLICATION = texts(nb="Les søknaden og svar", nn="Les søknaden og svar", en="Read the application and answer")
_READ_TERMS = texts(nb="Les vilkårene og svar", nn="Les vilkåra og svar", en="Read the terms and answer")
_READ_PROFILE = texts(nb="Les profilen og svar", nn="Les profilen og svar", en="Read the profile and answer")
_READ_MESSAGE = texts(nb="Les meldingen og svar", nn="Les meldinga og svar", en="Read the message and answer")
_SEE_TERMS = texts(nb="Les vilkårene", nn="Les vilkåra", en="Read the terms")  # some have answered already
_OPEN_BODY = texts(nb="Åpne virksomheten", nn="Opne verksemda", en="Open the public body")
_OPEN_INBOX = texts(nb="Åpne innboksen", nn="Opne innboksen", en="Open the inbox")
_STEPS: Mapping[str, Texts] = {
    "expert_submitted": _READ_PROFILE,
    "expert_renewed": _READ_PROFILE,
    "expert_returned": texts(nb="Rett profilen", nn="Rett profilen", en="Mend your profile"),
    "expert": texts(nb="Åpne profilen", nn="Opne profilen", en="Open the profile"),
    "opportunity": texts(nb="Les behovet", nn="Les behovet", en="Read the need"),
    "need": texts(nb="Åpne behovet", nn="Opne behovet", en="Open the need"),
    "plan": texts(nb="Åpne planen", nn="Opne planen", en="Open the plan"),
    "candidacy_applied": _READ_APPLICATION,
    "candidacy_interested": _READ_APPLICATION,
    "candidacy_invited": texts(nb="Svar på invitasjonen", nn="Svar på invitasjonen", en="Answer the invitation"),
    "candidacy_offered": _READ_OFFER,
    "candidacy_terms_declined": _READ_OFFER,
    "candidacy_terms_proposed": _READ_TERMS,
    "candidacy_employee_wrote": _READ_MESSAGE,
    "candidacy_host_wrote": _READ_MESSAGE,
    "candidacy": texts(nb="Åpne kandidaturet", nn="Opne kandidaturet", en="Open the candidacy"),
    "placement_proposed": _SEE_TERMS,
    "placement_terms_changed": _SEE_TERMS,
    "placement_terms_proposed": _READ_TERMS,
    "placement": texts(nb="Åpne hospiteringen", nn="Opne hospiteringa", en="Open the placement"),
    "amendment_proposed": texts(nb="Les forslaget", nn="Les forslaget", en="Read the proposal"),
    "amendment": texts(nb="Åpne endringen", nn="Opne endringa", en="Open the change"),
    "mail": texts(nb="Oppgi en annen adresse", nn="Gje opp ei anna adresse", en="Give another address"),
    "mailbox": _OPEN_BODY,
    "organisation": _OPEN_BODY,
    "task": texts(nb="Gjør det som venter", nn="Gjer det som ventar", en="Do what waits"),
    "webhook": _OPEN_BODY,
}

_NEW_PASSWORD = texts(nb="Velg nytt passord", nn="Vel nytt passord", en="Choose a new password")
STEPS_OF_LETTERS: Mapping[str, Texts] = {
    "invitation": texts(nb="Ta imot invitasjonen", nn="Ta imot invitasjonen", en="Accept the invitation"),
    "proposal": texts(nb="Bekreft forslaget", nn="Stadfest forslaget", en="Confirm the proposal"),
    "password": _NEW_PASSWORD,
    "password_changed": _NEW_PASSWORD,
    "decision": texts(nb="Les vilkårene og svar", nn="Les vilkåra og svar", en="Read the terms and answer"),
    "address": texts(nb="Bekreft adressen", nn="Stadfest adressa", en="Confirm the address"),
    "accounts_joined": texts(nb="Les hva du kan gjøre", nn="Les kva du kan gjere", en="Read what you can do"),
    "sign_up": texts(nb="Fullfør registreringen", nn="Fullfør registreringa", en="Finish signing up"),
}


def step_of(code: str, language: Language) -> str:
    """What the reader is to do next: of the message, else of its noun."""
    noun = code.partition("_")[0]
    return (_STEPS.get(code) or _STEPS.get(noun, _OPEN_INBOX))[language]
