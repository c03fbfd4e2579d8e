"""Decides which passwords are easy to guess (NIST SP 800-63B-4 §3.1.1.2: a blocklist, no rules of composition)."""

import re
import unicodedata
from collections.abc import Iterable, Set

SHORTEST_PASSWORD = 15  # characters of a new one: the minimum where the password is the only factor (§3.1.1.2)
LONGEST_PASSWORD = 200
_FEWEST_OTHERS = 8  # letters and digits left once the common words are taken out
_SHORTEST_WORD = 4
_LOOKALIKES = str.maketrans("0134578@$!", "oieastbasi")
_ROWS = ("01234567890123456789", "qwertyuiopåqwertyuiopå", "asdfghjkløæasdfghjkløæ", "zxcvbnmzxcvbnm")
_WALKS = (
    *_ROWS,
    "abcdefghijklmnopqrstuvwxyzæøåabcdefghijklmnopqrstuvwxyzæøå",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn",
)
_LONGEST_UNIT = 8  # of a repetition


def is_guessable(password: str, *, common: Set[str], words: Iterable[str] = ()) -> bool:
    """True for a repetition, a walk over the keyboard, or common and the person's own words with little else."""
    plain = _plain(password)
    if _repeats(plain) or any(plain in walk or plain in walk[::-1] for walk in _WALKS):
        return True
    own = {_plain(word) for word in words}
    known = sorted((word for word in common | own if len(word) >= _SHORTEST_WORD), key=len, reverse=True)
    readings = {plain, plain.translate(_LOOKALIKES)}
    return any(len(_without(known, reading)) < _FEWEST_OTHERS for reading in readings)


def words_of(*texts: str) -> list[str]:
    """Return the words of addresses and names that are long enough to count."""
    return [word for text in texts for word in re.split(r"[^\w]+|_", text) if len(word) >= _SHORTEST_WORD]


def _plain(text: str) -> str:
    """Return the letters and digits of a text, case-folded."""
    return "".join(char for char in unicodedata.normalize("NFC", text).casefold() if char.isalnum())


def _repeats(plain: str) -> bool:
    units = (plain[:length] for length in range(1, min(_LONGEST_UNIT, len(plain) // 2) + 1))
    return not plain or any((unit * len(plain))[: len(plain)] == plain for unit in units)


def _without(words: Iterable[str], plain: str) -> str:
    for word in words:
        plain = plain.replace(word, " ")
    return plain.replace(" ", "")
