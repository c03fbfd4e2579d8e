"""The terms that experts and needs are found by, as they stand in a database: a kind and a code, or a word."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vocabulary.load import load

TermOf = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class TermGroup:
    """Terms of which one is enough; `prefix` stands for all that begin with it."""

    terms: tuple[str, ...] = ()
    prefix: str | None = None


def field_term(code: str) -> str:
    return f"field:{code}"


def skill_term(code: str) -> str:
    return f"skill:{code}"


def word_term(word: str) -> str:
    return f"word:{word}"


def terms_of_word(word: str, *, field: TermOf, skill: TermOf | None) -> TermGroup:
    """What begins with the word: a word of a text, or one in the name of a field, or of a skill, in any language."""
    fields, skills = load().named(word)
    named = (*map(field, sorted(fields)), *(map(skill, sorted(skills)) if skill is not None else ()))
    return TermGroup(terms=named, prefix=word_term(word))


def terms_of_fields(codes: Iterable[str], *, field: TermOf) -> tuple[str, ...]:
    """Of these fields and all that are narrower."""
    return tuple(map(field, sorted({one for code in codes for one in load().below(code)})))
