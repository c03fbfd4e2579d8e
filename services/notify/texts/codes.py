"""The words for notify's codes: of a message its title, of a task what it asks for first."""

from services.kit.language import Codes, first_sentences
from services.notify.texts.messages import MESSAGES
from services.notify.texts.preferences import KINDS
from services.notify.texts.tasks import TASK_TEXTS
from services.scheme.words import LANGUAGES, PARTIES, words

CODES: Codes = {
    "message": first_sentences(MESSAGES),
    "task": first_sentences(TASK_TEXTS),
    "delivery_state": {
        "pending": words(nb="venter", nn="ventar", en="waiting"),
        "sending": words(nb="sendes", nn="blir sendt", en="being sent"),
        "delivered": words(nb="sendt", nn="send", en="sent"),
        "failed": words(nb="mislykket, prøves igjen", nn="mislukka, blir prøvd att", en="failed, is tried again"),
        "dead": words(nb="oppgitt", nn="oppgjeven", en="given up"),
    },
    "email": {
        "at_once": words(nb="med en gang", nn="med ein gong", en="at once"),
        "daily": words(nb="i et daglig sammendrag", nn="i eit dagleg samandrag", en="in a daily digest"),
        "weekly": words(nb="i et ukentlig sammendrag", nn="i eit vekentleg samandrag", en="in a weekly digest"),
        "off": words(nb="av", nn="av", en="off"),
    },
    "mail_kind": KINDS,
    "party": PARTIES,
    "language": LANGUAGES,
}
