"""The life of a stay and who may move it, written anew: no line of this asks the service.

Steps are named as the machines name them. Those of an amendment and of a terms proposal carry its name before.
"""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

DAY = timedelta(days=1)
NOTICE = timedelta(days=14)
LAST_NO_SHOW = timedelta(days=13)  # after the first day
PARTIES = {"employee": "employee", "home": "home", "host": "host", "colleague": "host", "requester": "host"}
ACTORS = tuple(PARTIES)  # the colleague is the host's second coordinator

_BINDING = {"content", "dates", "extension"}
_DECIDING = {"approve", "reject"}
_COMMON = {"content", "dates", "early_return", "extension"}
MAY: dict[str, dict[str, set[str]]] = {
    "proposed": {
        "employee": {"approve", "cancel", "propose_terms", "reject"},
        "home": {"approve", "cancel", "edit", "reject"},
        "host": {"approve", "cancel", "edit", "reject"},
    },
    "agreed": {
        "employee": {"cancel", "content", "dates"},
        "home": {"cancel", "content", "dates", "settle"},
        "host": {"cancel", "content", "dates", "settle"},
    },
    "active": {
        "employee": _COMMON,
        "home": _COMMON | {"recall", "settle"},
        "host": _COMMON | {"no_show", "settle"},
    },
}
STEPS_OF_STAY = (
    "approve", "reject", "edit", "cancel", "settle", "propose_terms", "extension", "dates", "content", "early_return",
    "sooner", "recall", "no_show",
)  # fmt: skip  # `sooner` is an early return before the notice is over, which takes three yeses
STEPS_OF_AMENDMENT = ("amendment approve", "amendment reject", "amendment withdraw")
STEPS_OF_PROPOSAL = ("proposal adopt", "proposal decline", "proposal withdraw")
STEPS = STEPS_OF_STAY + STEPS_OF_AMENDMENT + STEPS_OF_PROPOSAL
FORBIDDEN = {  # whatever the state is
    "employee": {"edit", "settle", "proposal adopt", "proposal decline"},
    "home": {"propose_terms", "proposal withdraw"},
    "host": {"propose_terms", "proposal withdraw"},
    "colleague": {"propose_terms", "proposal withdraw"},
    "requester": {
        "approve", "reject", "cancel", "settle", "propose_terms", "proposal withdraw",
        "amendment approve", "amendment reject",
    },
}  # fmt: skip
NEVER_FOR_REQUESTERS = FORBIDDEN["requester"] | {"early_return", "recall", "no_show"}

Refusal = tuple[int, str, list[str] | None]  # status, code, and the steps that it names as legal


@dataclass
class Asked:
    """An amendment that waits for three yeses."""

    kind: str
    by: str
    decide_by: datetime
    ends: date
    said: set[str]


@dataclass
class Stay:
    """A stay since it was proposed, and what the parties have been told of it."""

    first: date
    last: date
    decide_by: datetime
    said: set[str]
    state: str = "proposed"
    asked: Asked | None = None
    proposal: bool = False  # the employee's, and it waits
    doubt: bool = False
    early: bool = False  # it ends early, or has
    told: list[str] = field(default_factory=list)
    moves: set[tuple[str, str, str]] = field(default_factory=set)

    def legal(self, actor: str, *, today: date) -> list[str]:
        """What an actor may do with the stay, as a reader is told it."""
        party = PARTIES[actor]
        legal = set(MAY.get(self.state, {}).get(party, set()))
        legal -= {"approve", "reject"} if party in self.said else set()
        legal -= set() if self.doubt else {"settle"}
        legal -= _BINDING if self.asked else set()
        legal -= {"propose_terms"} if self.proposal else set()
        legal -= set() if self.notice_fits(today) else {"recall"}
        legal -= set() if self.notice_fits(today) or (today < self.last and not self.asked) else {"early_return"}
        legal -= set() if today <= self.first + LAST_NO_SHOW else {"no_show"}
        legal -= NEVER_FOR_REQUESTERS if actor == "requester" else set()
        return sorted(legal)

    def legal_for_amendment(self, actor: str) -> list[str]:
        if self.asked is None:
            return []
        party = PARTIES[actor]
        decides = actor != "requester" and party not in self.asked.said
        return sorted(({"approve", "reject"} if decides else set()) | self._withdrawing(party))

    def legal_for_proposal(self, actor: str) -> list[str]:
        if not self.proposal:
            return []
        return ["withdraw"] if actor == "employee" else ["adopt", "decline"]

    def _withdrawing(self, party: str) -> Set[str]:
        return {"withdraw"} if self.asked and self.asked.by == party else set()

    def notice_fits(self, today: date) -> bool:
        return self.state == "active" and today + NOTICE < self.last

    def refusal(self, actor: str, step: str, *, today: date) -> Refusal | None:
        """Why an actor's step is refused; None where it is legal."""
        if step in FORBIDDEN[actor]:
            return 403, "not-permitted", None
        about, _, verb = step.rpartition(" ")
        if about == "amendment":
            return self._refusal_of_decision(actor, verb)
        if about == "proposal":
            return None if self.proposal else (409, "wrong-state", [])
        return self._refusal_of_step(actor, step, today=today)

    def _refusal_of_decision(self, actor: str, verb: str) -> Refusal | None:
        party = PARTIES[actor]
        legal = {"approve", "reject"} | self._withdrawing(party) if self.asked else set()
        if verb not in legal:
            return 409, "wrong-state", sorted(legal - (_DECIDING if actor == "requester" else set()))
        if self.asked and verb != "withdraw" and party in self.asked.said:
            return 409, "already-decided", None
        return None

    def _refusal_of_step(self, actor: str, step: str, *, today: date) -> Refusal | None:
        party, verb = PARTIES[actor], "early_return" if step == "sooner" else step
        if verb in {"approve", "reject"} and party in self.said:
            return 409, "already-decided", None
        legal = MAY.get(self.state, {}).get(party, set()) - (set() if self.doubt else {"settle"})
        if verb not in legal:
            return 409, "wrong-state", sorted(legal - (NEVER_FOR_REQUESTERS if actor == "requester" else set()))
        if actor == "requester" and verb in NEVER_FOR_REQUESTERS:
            return 403, "not-permitted", None
        return self._refusal_by_what_waits(step) or self._refusal_by_the_day(step, today)

    def _refusal_by_what_waits(self, step: str) -> Refusal | None:
        if step == "propose_terms" and self.proposal:
            return 409, "terms-proposal-open", None
        if step in _BINDING and self.asked:
            return 409, "amendment-open", None
        return None

    def _refusal_by_the_day(self, step: str, today: date) -> Refusal | None:
        if step in {"recall", "early_return"} and not self.notice_fits(today):
            return 422, "invalid", None
        if step == "sooner" and today >= self.last:
            return 422, "invalid", None
        if step == "sooner" and self.asked:
            return 409, "amendment-open", None
        if step == "no_show" and today > self.first + LAST_NO_SHOW:
            return 409, "no-show-too-late", None
        return None

    def tell(self, kind: str, machine: str, verb: str, state: str) -> None:
        """A move of one of the machines, and the event that the parties are told it by."""
        self.moves.add((machine, verb, state))
        self.told.append(kind)
