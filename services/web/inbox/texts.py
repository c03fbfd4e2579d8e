"""What the inbox says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "inbox_title": texts(nb="Innboks", nn="Innboks", en="Inbox"),
    "unread": texts(nb="uleste", nn="ulesne", en="unread"),
    "new": texts(nb="Ulest", nn="Ulesen", en="Unread"),
    "no_messages": texts(nb="Du har ingen meldinger.", nn="Du har ingen meldingar.", en="You have no messages."),
    "only_unread": texts(nb="Vis bare uleste", nn="Vis berre ulesne", en="Show unread only"),
    "all_messages": texts(nb="Vis alle", nn="Vis alle", en="Show all"),
    "mark_read": texts(nb="Merk som lest", nn="Merk som lesen", en="Mark as read"),
    "read_at": texts(nb="Lest", nn="Lesen", en="Read"),
    "got_at": texts(nb="Mottatt", nn="Motteken", en="Received"),
    "to_inbox": texts(nb="Til innboksen", nn="Til innboksen", en="To the inbox"),
    "said_read": texts(nb="Merket som lest.", nn="Merkt som lesen.", en="Marked as read."),
}
