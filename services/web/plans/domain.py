"""How a plan's lines are shown: by the title of the need, and by a short name for the expert."""

from collections.abc import Collection, Iterable, Mapping

from ressurspool.client.needs import Need

WAITING = frozenset({"queued", "running"})
LETTERS = 8  # of an id: few enough to read aloud, enough to be told apart
COLORS = {"done": "success", "failed": "danger", "queued": "info", "running": "info"}


def short(thing_id: str) -> str:
    """The first letters of an id, for somebody who has no name here."""
    return thing_id[:LETTERS]


def titles_of(needs: Iterable[Need], asked: Collection[str], unknown: str) -> Mapping[str, str]:
    """A title for each need that a plan names. One that is no longer open to read has a short name."""
    known = {need.id: need.title for need in needs}
    return {one: known.get(one) or f"{unknown} {short(one)}" for one in asked}
