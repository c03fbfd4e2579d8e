"""Durations in words."""

from services.kit import context
from services.kit.language import texts

_SECONDS = texts(nb="sekunder", nn="sekund", en="seconds")
_MINUTES = texts(nb="minutter", nn="minutt", en="minutes")


def in_words(seconds: int) -> str:
    """A wait, rounded up, in the reader's language: `90 sekunder`, `8 minutter`."""
    if seconds < 120:
        return f"{max(seconds, 2)} {_SECONDS[context.current().language]}"
    return f"{-(-seconds // 60)} {_MINUTES[context.current().language]}"
