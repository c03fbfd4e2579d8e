"""Where a message's thing is shown, and which codes belong to a subject that people filter by."""

from collections.abc import Iterable

from ressurspool.client.notify import Message

SUBJECTS = ("placement", "candidacy", "need", "expert", "organisation")
_ALIKE = {"amendment": "placement", "plan": "need", "opportunity": "expert", "mailbox": "organisation"}
FOR_ADMINISTRATORS = frozenset({"organisation_uncoordinated"})  # of another body than theirs
_PLACES = {
    "placement": "/web/placements/",
    "candidacy": "/web/candidacies/",
    "need": "/web/needs/",
    "opportunity": "/web/needs/",
    "plan": "/web/plans/",
}


def subject_of(code: str) -> str:
    """What a kind of message is about. An empty text for what is about no subject, such as a reminder."""
    first = code.partition("_")[0]
    found = _ALIKE.get(first, first)
    return found if found in SUBJECTS else ""


def codes_about(subject: str, codes: Iterable[str]) -> list[str]:
    """The codes of messages about a subject: what the API filters by."""
    return [code for code in codes if subject_of(code) == subject]


def place_of(message: Message, *, own_expert: bool) -> str:
    """The page of what the message is about; nothing where it has none. `own_expert`: the reader is no coordinator."""
    first = message.code.partition("_")[0]
    if first in _PLACES:
        return _PLACES[first] + message.subject
    if first == "amendment":
        placement = message.params.get("placement_id")
        return f"/web/placements/{placement}/amendments/{message.subject}" if placement else ""
    if first == "organisation" and message.code not in FOR_ADMINISTRATORS:
        return "/web/body"
    if first == "expert":
        return "/web/profile" if own_expert else f"/web/experts/{message.subject}"
    return ""
