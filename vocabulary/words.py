"""The words of texts, as they are searched for: the same whatever database keeps them."""

import re
import unicodedata

LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")


def words_in(text: str) -> frozenset[str]:
    """Each word once, without regard to capitals; what is longer than a word is cut."""
    return frozenset(word[:LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", text.casefold())))
