"""How a placement is shown: its parties, its terms beside what they are compared with, and what is otherwise."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ressurspool.client.cases import Decision, Deviation, Placement, TermsShown
from ressurspool.client.pool import EndorsementDetails
from ressurspool.client.words import Act

PARTIES = ("employee", "home", "host")
TERMS = ("start", "end", "percentage", "place", "unit", "payer", "employer")  # short enough for a table
TEXTS = ("tasks", "learning_goals")
STATE_COLORS: Mapping[str, str] = {
    "proposed": "warning",
    "agreed": "success",
    "active": "success",
    "applied": "success",
    "rejected": "danger",
    "cancelled": "danger",
    "expired": "danger",
}

Write = Callable[[str, object], str]  # a value of the terms as people read it


def color_of(state: str) -> str:
    return STATE_COLORS.get(state, "neutral")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a party has said to the terms as they are: a decision, or that it is waited for, or neither."""

    party: str
    name: str
    decision: str | None
    at: datetime | None
    waits: bool


def answers(
    decisions: Iterable[Decision], waiting_for: Sequence[str], version: int | None, names: Mapping[str, str]
) -> list[Answer]:
    """One per party. A decision on an earlier version of the terms is void, and is not one."""
    said = {one.party: one for one in decisions if one.terms_version == version}
    return [
        Answer(
            party=party,
            name=names.get(party, ""),
            decision=said[party].decision if party in said else None,
            at=said[party].at if party in said else None,
            waits=party in waiting_for,
        )
        for party in PARTIES
    ]


@dataclass(frozen=True, kw_only=True)
class Term:
    """A value of the terms beside what it is compared with. `remarks` are codes of deviations."""

    name: str
    now: str
    offered: str
    endorsed: str
    remarks: list[str]

    @property
    def changed(self) -> bool:
        return self.offered != self.now


def compared(
    terms: TermsShown,
    *,
    offered: TermsShown | None,
    endorsed: Mapping[str, str],
    deviations: Iterable[Deviation],
    write: Write,
) -> list[Term]:
    """The short terms in their order; those that nobody wrote are left out."""
    remarks: dict[str, list[str]] = {}
    for one in deviations:
        remarks.setdefault(one.pointer.removeprefix("/terms/"), []).append(one.code)
    return [
        Term(
            name=name,
            now=write(name, getattr(terms, name)),
            offered=write(name, getattr(offered or terms, name)),
            endorsed=endorsed.get(name, ""),
            remarks=remarks.get(name, []),
        )
        for name in TERMS
        if getattr(terms, name) or getattr(offered or terms, name)
    ]


def limits(details: EndorsementDetails | None, words: Mapping[str, str], day: Callable[[date], str]) -> dict[str, str]:
    """What was endorsed, by the term that it limits."""
    if details is None:
        return {}
    until = words["until_months"].format(day(details.valid_until), details.max_months)
    return {"end": until, "percentage": words["at_most"].format(f"{details.max_percentage} %")}


@dataclass(frozen=True, kw_only=True)
class Difference:
    name: str
    before: str
    after: str


def differences(before: TermsShown, after: TermsShown, write: Write) -> list[Difference]:
    """What is otherwise from one version of the terms to another."""
    return [
        Difference(name=name, before=write(name, getattr(before, name)), after=write(name, getattr(after, name)))
        for name in (*TERMS, *TEXTS)
        if getattr(before, name) != getattr(after, name)
    ]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to it: a decision with its version of the terms, or the verb of another act."""

    at: datetime
    verb: str
    parties: Sequence[str]
    reason: str | None = None
    decision: str | None = None
    version: int | None = None


def history(acts: Iterable[Act], decisions: Iterable[Decision]) -> list[Event]:
    """What happened, the newest first. The decisions say more than the rows of the audit about them."""
    found = [
        Event(at=one.at, verb=one.verb.rpartition(".")[2], parties=one.parties, reason=one.reason)
        for one in acts
        if not one.verb.endswith(".decided")
    ]
    found += [
        Event(at=one.at, verb="decided", parties=[one.party], decision=one.decision, version=one.terms_version)
        for one in decisions
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def names_of(placement: Placement, language: str) -> dict[str, str]:
    """What each party is called; blank what the reader may not know."""
    names = placement.names
    return {
        "employee": (names and names.expert) or "",
        "home": ((names and names.home) or {}).get(language, ""),
        "host": ((names and names.host) or {}).get(language, ""),
    }
