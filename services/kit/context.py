"""The context of the current request: its id, language and transactions, for all the threads that serve it."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol
from uuid import uuid4

from services.kit.language import Language


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
    return context if context is not None else begin(RequestContext())


def begin(context: RequestContext) -> RequestContext:
    _current.set(context)
    return context
