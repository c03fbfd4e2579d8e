"""What there is to say of each problem: its statuses, and its words in three languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.kit.errors import ServiceError
from services.kit.language import Language, Texts
from services.scheme.services import SERVICES


@dataclass(frozen=True)
class ProblemPage:
    """`texts` are what it says by language: one, or one for each of its causes."""

    code: str
    statuses: list[int]
    texts: Mapping[Language, list[str]]


def problem_pages() -> list[ProblemPage]:
    """Of every problem that any service has, in the order of their codes."""
    from ressurspool.ops.applications import application_without_database  # noqa: PLC0415 -- loads six services

    texts: dict[str, dict[str, Texts]] = {}
    for service in SERVICES:
        for words, text in application_without_database(service).state.problem_texts.items():
            texts.setdefault(words.partition(":")[0], {})[text[Language.EN]] = text
    statuses = _statuses()
    return [_page(code, statuses[code], list(texts[code].values())) for code in sorted(statuses.keys() & texts.keys())]


def _page(code: str, statuses: set[int], texts: list[Texts]) -> ProblemPage:
    return ProblemPage(
        code=code,
        statuses=sorted(statuses),
        texts={language: [_without_facts(text[language]) for text in texts] for language in Language},
    )


def _without_facts(text: str) -> str:
    """What only an answer can fill in is left open."""
    return text.format_map(_Open())


class _Open(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def _statuses() -> dict[str, set[int]]:
    statuses: dict[str, set[int]] = {}
    for error in _ours(ServiceError):
        statuses.setdefault(error.code, set()).add(error.status)
    return statuses


def _ours(error: type[ServiceError]) -> Iterator[type[ServiceError]]:
    if error.__module__.startswith("services."):
        yield error
    for one in error.__subclasses__():
        yield from _ours(one)
