"""Asks the owners what mails are about, for all mails of a batch at once; each says what the reader may know."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from services.kit.errors import ServiceError
from services.notify.abouts.domain import Addressee, MailAbout, Subject
from services.notify.peers import Contact, Peers, ReaderCase, ReaderName, Reading, Summary

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, kw_only=True)
class _Answer(Generic[K, V]):
    """What an owner said, or why it did not: that fails the mails that need it, and no others."""

    found: Mapping[K, V]
    refusal: ServiceError | None = None

    def of(self, key: K) -> V | None:
        if self.refusal is not None:
            raise self.refusal
        return self.found.get(key)


def _answer(ask: Callable[[Sequence[K]], Mapping[K, V]], keys: Collection[K | None]) -> _Answer[K, V]:
    """What an owner says of these; without any it is not asked."""
    wanted = list(dict.fromkeys(key for key in keys if key is not None))
    try:
        return _Answer(found=ask(wanted) if wanted else {})
    except ServiceError as refusal:
        return _Answer(found={}, refusal=refusal)


@dataclass(frozen=True, kw_only=True)
class MailAnswers:
    """What auth, placements, needs and pool said about the mails of one batch. It is never stored."""

    contacts: _Answer[str, Contact]
    cases: _Answer[Reading, ReaderCase]
    needs: _Answer[UUID, Summary]
    experts: _Answer[Reading, ReaderName]
    bodies: _Answer[str, Mapping[str, str]]

    def contact_of(self, person_id: str) -> Contact | None:
        """None where auth does not know the person. Raises PeerUnavailable."""
        return self.contacts.of(person_id)

    def about(self, to: Addressee) -> MailAbout:
        """What a mail to them may say. Of a case that is gone, or not theirs, nothing. Raises PeerUnavailable."""
        case = _first(self.cases, to.subject.case, to.readers)
        if to.subject.case is not None and case is None:
            return MailAbout()
        need_id, expert_id = _concerned(to.subject, case)
        need = self.needs.of(need_id) if need_id else None
        expert = _first(self.experts, expert_id, to.readers)
        host = case.host_org if case else need.host_org if need else None
        return MailAbout(
            need=need.title if need else None,
            host=self.bodies.of(host) if host else None,
            home=self.bodies.of(case.home_org) if case and case.home_org else None,
            reads_as_host="host" in case.parties if case else _acts_for(host, to.readers),
            bodies={body: names for body in to.subject.bodies if (names := self.bodies.of(body))},
            expert=expert.name if expert else None,
            own=expert.own if expert else None,
            start=case.start if case else None,
            end=case.end if case else None,
            percentage=(case.percentage if case else None) or (need.percentage if need else None),
            first_start=need.earliest_start if need else None,
            last_start=need.latest_start if need else None,
            months=need.months if need else None,
        )


def ask_about(peers: Peers, to: Sequence[Addressee], *, people: Collection[str]) -> MailAnswers:
    """Ask each owner once for all of these, and auth for these people. Opens connections: not in a transaction."""
    contacts = _answer(peers.find_contacts, people)
    cases = _answer(peers.find_reader_cases, _readings(to, [one.subject.case for one in to]))
    concerned = [_concerned(one.subject, _found(cases, one)) for one in to]
    needs = _answer(peers.find_summaries, [need for need, _ in concerned])
    experts = _answer(peers.find_reader_names, _readings(to, [expert for _, expert in concerned]))
    orgnrs = [orgnr for case in cases.found.values() for orgnr in (case.host_org, case.home_org)]
    orgnrs += [need.host_org for need in needs.found.values()]
    bodies = _answer(peers.find_body_names, [*orgnrs, *(body for one in to for body in one.subject.bodies)])
    return MailAnswers(contacts=contacts, cases=cases, needs=needs, experts=experts, bodies=bodies)


def _readings(to: Sequence[Addressee], things: Sequence[UUID | None]) -> list[Reading]:
    return [
        Reading(thing, reader)
        for one, thing in zip(to, things, strict=True)
        if thing is not None
        for reader in one.readers
    ]


def _found(cases: _Answer[Reading, ReaderCase], to: Addressee) -> ReaderCase | None:
    return None if cases.refusal else _first(cases, to.subject.case, to.readers)


def _first(answer: _Answer[Reading, V], thing: UUID | None, readers: Sequence[str]) -> V | None:
    """What the reader may know in the first of their capacities in which they may know anything."""
    if thing is None:
        return None
    said = (answer.of(Reading(thing, reader)) for reader in readers)
    return next((one for one in said if one is not None), None)


def _acts_for(orgnr: str | None, readers: Sequence[str]) -> bool:
    return any(f".{orgnr}." in reader for reader in readers)


def _concerned(subject: Subject, case: ReaderCase | None) -> tuple[UUID | None, UUID | None]:
    """The need and the expert. Of a case only as its owner says it, to whom it says it."""
    if subject.case is not None:
        return (case.need_id, case.expert_id) if case else (None, None)
    return subject.need, subject.expert
