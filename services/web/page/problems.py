"""Says in the reader's language what went wrong, and what they can do."""

from collections.abc import Callable, Collection
from typing import TypeVar

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from ressurspool.client import OriginUnreachable, ProblemError
from services.kit import context
from services.kit.errors import ServiceError
from services.web.page.words import PROBLEMS, WORDS

_BY_STATUS = {403: "not-permitted", 404: "not-found", 405: "not-found", 409: "conflict", 412: "conflict"}
_BY_STATUS |= {429: "unavailable", 503: "unavailable"}

T = TypeVar("T")


def found(ask: Callable[[], T], *, nothing: Collection[int] = (404,)) -> T | None:
    """The API's answer; None for a refusal with one of these statuses."""
    try:
        return ask()
    except ProblemError as refusal:
        if refusal.status not in nothing:
            raise
        return None


def words_for(code: str) -> tuple[str, str]:
    """What went wrong, and what the reader can do, in their language."""
    title, advice = PROBLEMS[code]
    return title[context.current().language], advice[context.current().language]


def shared(word: str) -> str:
    return WORDS[word][context.current().language]


def kind_of(error: Exception) -> tuple[int, str]:
    """The status and the words of an error's page."""
    if isinstance(error, OriginUnreachable):
        return 503, "unavailable"
    if isinstance(error, RequestValidationError):  # an id in the address that is none
        return 404, "not-found"
    status = error.status_code if isinstance(error, HTTPException) else getattr(error, "status", 500)
    if isinstance(error, ServiceError) and error.code in PROBLEMS:
        return status, error.code
    if status in _BY_STATUS:
        return status, _BY_STATUS[status]
    if 400 <= status < 500:
        return 404, "not-found"
    return 500, "internal"
