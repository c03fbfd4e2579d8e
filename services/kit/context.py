"""The context of the current request: its id, language and transactions, for all the threads that serve it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol
from uuid import uuid4

from services.kit.language import Language
from services.scheme.relations import Relation


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts: a person or a client, for a body; `let_by` is whoever let the person act.

    What acts by itself has a `cause` instead: a job, an event, a command. Nothing at all: a request of nobody known.
    """

    person: str | None = None
    client_id: str | None = None
    org: str | None = None
    roles: frozenset[str] = frozenset()
    let_by: str | None = None
    cause: str | None = None

    @property
    def known(self) -> bool:
        return self.client_id is not None or self.cause is not None


NOBODY = Actor()
COMMAND = Actor(cause="command")  # outside of requests, jobs and followers: whoever runs the scheme


class Transaction(Protocol):
    """A session, or a snapshot of the database."""

    def in_transaction(self) -> bool: ...


@dataclass(kw_only=True)
class RequestContext:
    """One request, or one event that is handled. Threads get copies of the variable, but share this object."""

    request_id: str = field(default_factory=lambda: uuid4().hex)
    traceparent: str | None = None
    asked_language: Language = Language.NB
    language_chosen: bool = False  # words were chosen by it, so the response depends on Accept-Language
    address: str | None = None  # the client's network address; None where there is no HTTP request
    transactions: list[Transaction] = field(default_factory=list)
    actor: Actor = NOBODY
    relations: frozenset[Relation] = frozenset()  # in which the caller stands to the thing of the request

    @property
    def language(self) -> Language:
        """The language of the response. Whoever reads it chooses words by it."""
        self.language_chosen = True
        return self.asked_language

    @language.setter
    def language(self, chosen: Language) -> None:
        self.asked_language = chosen

    @property
    def in_transaction(self) -> bool:
        return any(transaction.in_transaction() for transaction in self.transactions)


_current: ContextVar[RequestContext | None] = ContextVar("request_context", default=None)


def current() -> RequestContext:
    """The context of the current request or event; a new one where none was begun."""
    context = _current.get()
    return context if context is not None else begin(RequestContext(actor=COMMAND))


def begin(context: RequestContext) -> RequestContext:
    _current.set(context)
    return context


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Within the block, `actor` does what is done."""
    context = current()
    before, context.actor = context.actor, actor
    try:
        yield
    finally:
        context.actor = before
