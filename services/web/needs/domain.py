"""What is shown of needs: who sees them in full, what waits for their host, and what closing one ends."""

from collections import Counter
from collections.abc import Collection, Iterable
from enum import StrEnum

from ressurspool.client.cases import Candidacy
from ressurspool.client.needs import Need

OPEN_STATES = ("applied", "invited", "interested", "offered", "reserve")  # of candidacies: they end with the need
OUR_MOVE = ("applied", "interested")  # the host has to answer
_COLORS = {"open": "success", "on_hold": "warning", "lapsed": "warning", "filled": "info"}


class Decision(StrEnum):
    """What a host decides about its need. The API's verbs."""

    PUBLISH = "publish"
    HOLD = "hold"
    RESUME = "resume"
    CLOSE = "close"


def sees_all(roles: Collection[str]) -> bool:
    """Whether needs are shown in full, as to every employee; else only what anybody may see."""
    return "employee" in roles


def posts_needs(roles: Collection[str]) -> bool:
    return "requester" in roles


def is_host(need: Need, org: str, roles: Collection[str]) -> bool:
    """Whether this person speaks for the body whose need it is."""
    return posts_needs(roles) and need.host_org == org


def has_candidates(need: Need) -> bool:
    """Whether the list of candidates can be asked for: that of a need that was published and is not over."""
    return need.state not in {"draft", "closed"}


def color_of(state: str) -> str:
    """The colour of a need's state. The state is said in words too."""
    return _COLORS.get(state, "neutral")


def waiting_by_need(candidacies: Iterable[Candidacy]) -> Counter[str]:
    """How many candidates of each need wait for its host's answer."""
    return Counter(one.need_id for one in candidacies if one.state in OUR_MOVE)
