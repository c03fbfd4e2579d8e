"""Which passwords anybody would guess (NIST SP 800-63B-4 §3.1.1.2: a blocklist, and no rules of composition)."""

import re
import unicodedata
from collections.abc import Iterable, Set

SHORTEST_PASSWORD = 15  # signs of a new one, where nothing else proves who one is (§3.1.1.2)


LONGEST_PASSWORD = 200


FEWEST_OF_ONES_OWN = 8  # letters and digits beside the common words


SHORTEST_WORD = 4


_LOOKALIKES = str.maketrans("0134578@$!", "oieastbasi")


_ROWS = ("01234567890123456789", "qwertyuiopåqwertyuiopå", "asdfghjkløæasdfghjkløæ", "zxcvbnmzxcvbnm")


_WALKS = (
    *_ROWS,
    "abcdefghijklmnopqrstuvwxyzæøåabcdefghijklmnopqrstuvwxyzæøå",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn",
)


LONGEST_UNIT = 8


def is_guessable(password: str, *, common: Set[str], words: Iterable[str] = ()) -> bool:
    """Whether it is a repetition, a walk over the keyboard, or common words and the person's own with little beside."""
    plain = _plain(password)
    if _repeats(plain) or any(plain in walk or plain in walk[::-1] for walk in _WALKS):
        return True
    own = {_plain(word) for word in words}
    known = sorted((word for word in common | own if len(word) >= SHORTEST_WORD), key=len, reverse=True)
    readings = {plain, plain.translate(_LOOKALIKES)}
    return any(len(_without(known, reading)) < FEWEST_OF_ONES_OWN for reading in readings)


def words_of(*texts: str) -> list[str]:
    """The words of an address or a name."""
    return [word for text in texts for word in re.split(r"[^\w]+|_", text) if len(word) >= SHORTEST_WORD]


def _plain(text: str) -> str:
    """Letters and digits, without the difference of upper and lower."""
    return "".join(sign for sign in unicodedata.normalize("NFC", text).casefold() if sign.isalnum())


def _repeats(plain: str) -> bool:
    units = (plain[:length] for length in range(1, min(LONGEST_UNIT, len(plain) // 2) + 1))
    return not plain or any((unit * len(plain))[: len(plain)] == plain for unit in units)


def _without(words: Iterable[str], plain: str) -> str:
    for word in words:
        plain = plain.replace(word, " ")
    return plain.replace(" ", "")
