"""What the page of absences says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "absences": texts(nb="Når du er borte", nn="Når du er borte", en="When you are away"),
    "absences_lead": texts(
        nb="Mens du er borte, går det som venter på koordinatorene, til de andre.",
        nn="Medan du er borte, går det som ventar på koordinatorane, til dei andre.",
        en="While you are away, what waits for the coordinators goes to the others.",
    ),
    "no_absences": texts(
        nb="Du har ikke meldt noe fravær.",
        nn="Du har ikkje meldt noko fråvær.",
        en="You have not announced any absence.",
    ),
    "field_start": texts(nb="Første dag", nn="Første dag", en="First day"),
    "field_end": texts(nb="Siste dag", nn="Siste dag", en="Last day"),
    "announce": texts(nb="Meld fravær", nn="Meld fråvær", en="Announce the absence"),
    "withdraw": texts(nb="Ta tilbake", nn="Ta tilbake", en="Take it back"),
    "see_to": texts(nb="Se til dette før du går:", nn="Sjå til dette før du går:", en="See to this before you go:"),
    "substitute": texts(nb="Utnevn en vikar", nn="Utnemn ein vikar", en="Appoint a substitute"),
    "said_announced": texts(nb="Fraværet er meldt.", nn="Fråværet er meldt.", en="The absence is announced."),
    "said_absence_withdrawn": texts(
        nb="Fraværet er tatt tilbake.",
        nn="Fråværet er teke tilbake.",
        en="The absence was taken back.",
    ),
}
