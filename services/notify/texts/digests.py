"""What digests say beside the titles of their messages."""

from services.kit.language import texts

TITLE = texts(
    nb="Sammendrag fra ressurspoolen: {messages} uleste meldinger",
    nn="Samandrag frå ressurspoolen: {messages} ulesne meldingar",
    en="Digest of the resource pool: {messages} unread messages",
)
NEED = texts(nb="Et behov", nn="Eit behov", en="A need")
OTHER = texts(nb="Annet", nn="Anna", en="Other")
LEAD = texts(
    nb="Dette har skjedd, og du har ikke lest det ennå.",
    nn="Dette har hendt, og du har ikkje lese det enno.",
    en="This has happened, and you have not read it yet.",
)
OPEN_INBOX = texts(nb="Åpne innboksen", nn="Opne innboksen", en="Open the inbox")
WHY = texts(
    nb="Du får sammendrag fordi du har valgt det. Endre det i innstillingene:",
    nn="Du får samandrag fordi du har valt det. Endre det i innstillingane:",
    en="You get digests because you chose them. Change that in your preferences:",
)
