"""What the inbox says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "inbox_title": texts(nb="Innboks", nn="Innboks", en="Inbox"),
    "unread": texts(nb="uleste", nn="ulesne", en="unread"),
    "new": texts(nb="Ulest", nn="Ulesen", en="Unread"),
    "no_messages": texts(nb="Du har ingen meldinger.", nn="Du har ingen meldingar.", en="You have no messages."),
    "only_unread": texts(nb="Bare uleste", nn="Berre ulesne", en="Unread only"),
    "mark_read": texts(nb="Merk som lest", nn="Merk som lesen", en="Mark as read"),
    "read_at": texts(nb="Lest", nn="Lesen", en="Read"),
    "got_at": texts(nb="Mottatt", nn="Motteken", en="Received"),
    "to_inbox": texts(nb="Til innboksen", nn="Til innboksen", en="To the inbox"),
    "said_read": texts(nb="Merket som lest.", nn="Merkt som lesen.", en="Marked as read."),
    "about": texts(nb="Om", nn="Om", en="About"),
    "about_all": texts(nb="Alt", nn="Alt", en="Everything"),
    "about_placement": texts(nb="Opphold", nn="Opphald", en="Stays"),
    "about_candidacy": texts(
        nb="Søknader, invitasjoner og tilbud",
        nn="Søknader, invitasjonar og tilbod",
        en="Applications, invitations and offers",
    ),
    "about_need": texts(nb="Behov og planer", nn="Behov og planar", en="Needs and plans"),
    "about_expert": texts(
        nb="Profilen og anbefalingen",
        nn="Profilen og tilrådinga",
        en="The profile and its endorsement",
    ),
    "about_organisation": texts(nb="Virksomheten", nn="Verksemda", en="The public body"),
    "show": texts(nb="Vis", nn="Vis", en="Show"),
    "open": texts(nb="Åpne det meldingen gjelder", nn="Opne det meldinga gjeld", en="Open what the message is about"),
    "none_such": texts(
        nb="Ingen meldinger som dette. Velg «Alt» for å se resten.",
        nn="Ingen meldingar som dette. Vel «Alt» for å sjå resten.",
        en="No messages like this. Choose “Everything” to see the rest.",
    ),
}
