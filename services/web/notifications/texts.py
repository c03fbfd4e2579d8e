"""What the page of notifications says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "notifications": texts(nb="E-post og varsler", nn="E-post og varsel", en="E-mail and notifications"),
    "notifications_lead": texts(
        nb="Alt står i innboksen. Her velger du hva du får på e-post i tillegg, og når.",
        nn="Alt står i innboksen. Her vel du kva du får på e-post i tillegg, og når.",
        en="Everything is in the inbox. Here you choose what you get by e-mail too, and when.",
    ),
    "hours": texts(nb="Når på dagen", nn="Når på dagen", en="When in the day"),
    "hours_lead": texts(
        nb="Det som ikke haster, venter til disse timene på arbeidsdager.",
        nn="Det som ikkje hastar, ventar til desse timane på arbeidsdagar.",
        en="What is not urgent waits for these hours of working days.",
    ),
    "field_mail_from": texts(nb="Fra klokken", nn="Frå klokka", en="From (hour)"),
    "field_mail_until": texts(nb="Til klokken", nn="Til klokka", en="Until (hour)"),
    "field_language": texts(nb="Språk i e-posten", nn="Språk i e-posten", en="Language of the mail"),
    "language_hint": texts(
        nb="La det stå på «Velg» for å bruke språket på Min side.",
        nn="La det stå på «Vel» for å bruke språket på Mi side.",
        en="Leave it at “Choose” to use the language of My page.",
    ),
}
