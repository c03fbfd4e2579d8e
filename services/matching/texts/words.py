"""Looks up texts, days and names in the reader's language."""

from services.kit import context
from services.kit.language import Language, Texts
from services.scheme.words import LANGUAGES
from vocabulary import UnknownConcept, load


def text_of(texts: Texts) -> str:
    """A text in the reader's language."""
    return texts[context.current().language]


def label(entry_id: str) -> str:
    """A field's or skill's name; its id where it has left the vocabulary."""
    try:
        return load().label(entry_id, context.current().language)
    except UnknownConcept:
        return entry_id


def language_name(code: str, language: Language) -> str:
    """The code itself where it is not one the pool offers."""
    names = LANGUAGES.get(code)
    return code if names is None else names[language]
