"""What digests say beside the titles of their messages."""

from services.kit.language import texts

TITLE = texts(
    nb="Sammendrag fra ressurspoolen: {messages} uleste meldinger",
    nn="Samandrag frå ressurspoolen: {messages} ulesne meldingar",
    en="Digest of the resource pool: {messages} unread messages",
)
NEED = texts(nb="Et behov", nn="Eit behov", en="A need")
OTHER = texts(nb="Annet", nn="Anna", en="Other")
