"""The text types of the wire, by what people see: composed, without invisible ends, then counted.

No text has control characters, surrogates, noncharacters, private use or turned directions. Characters that are newer
than the interpreter's Unicode table pass.
"""

import re
import unicodedata
from itertools import groupby
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from services.scheme.organisations import is_orgnr

LONGEST_LINE, LONGEST_NOTE, LONGEST_PROSE = 200, 2000, 4000
DECOMPOSED = 4  # a composed character is sent as four at most
_MARKS_IN_A_ROW = 30  # more than any language has (UAX 15 §13)

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})  # as some programs paste them
# embeddings, overrides and isolates: the text after one is displayed in another order (UTS 55 §3)
_TURNING = "\u202a-\u202e\u2066-\u2069"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(end - 1) + chr(end) for end in range(0xFFFF, 0x110000, 0x10000))
_NO_TEXT = f"\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}"
_REFUSED = re.compile(f"[\x00-\x1f{_NO_TEXT}]")
_REFUSED_IN_LINES = re.compile(f"[\x00-\x1f{_NO_TEXT}{_TURNING}{_PRIVATE}]")
_REFUSED_IN_PROSE = re.compile(f"[\x00-\x08\x0b-\x1f{_NO_TEXT}{_TURNING}{_PRIVATE}]")


def _signs(*ranges: tuple[int, int]) -> str:
    return "".join(chr(sign) for first, last in ranges for sign in range(first, last + 1))


_BLANKS = " \t\n\r\u00a0\u1680\u202f\u205f\u3000" + _signs((0x2000, 0x200A))
# zero widths, joiners, invisible operators, what takes the place of a letter or a note, and what may become such
_ENDS = (
    _BLANKS
    + "\u00ad\u034f\u180e\u2800\u3164\ufeff\uffa0\U0001d159"
    + _signs((0x200B, 0x200D), (0x2060, 0x2065), (0xFFF0, 0xFFF8))
)
# also invisible, but belongs to what stands beside it: fillers of syllables, variation selectors, tags of flags
_BESIDE = frozenset("\u115f\u1160\u17b4\u17b5" + _signs((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0000, 0xE0FFF)))
_UNSEEN = _BESIDE | frozenset(_ENDS)


def trimmed(text: str) -> str:
    """The text without blanks and invisible characters at its ends."""
    return text.strip(_ENDS)


def is_text(value: str) -> bool:
    """True for what people can type: no control characters, surrogates or noncharacters."""
    return _REFUSED.search(value) is None


def _clean(value: str, *, most: int, refused: re.Pattern[str]) -> str:
    text = trimmed(composed(value, most=most).replace("\r\n", "\n").translate(_BREAKS))
    if refused.search(text):
        raise ValueError("forbidden_character")
    if len(text) > most:
        raise ValueError("too_long")
    return text if any(_is_seen(sign) for sign in text) else ""


def composed(value: str, *, most: int) -> str:
    """The text in NFC, of which `most` characters are wanted. Raises ValueError("too_long") for what cannot be that.

    Composing a long row of marks takes quadratic time: 80,000 took 13 s.
    """
    if len(value) > most * DECOMPOSED:
        raise ValueError("too_long")
    if len(value) > most:
        runs = (sum(1 for _ in run) for marks, run in groupby(value, _is_mark) if marks)
        if max(runs, default=0) > _MARKS_IN_A_ROW:
            raise ValueError("too_long")
    return unicodedata.normalize("NFC", value)


def _is_mark(sign: str) -> bool:
    return unicodedata.combining(sign) > 0


def _is_seen(sign: str) -> bool:
    return sign not in _UNSEEN and unicodedata.category(sign) != "Cf"


def _line(value: str) -> str:
    return filled(_clean(value, most=LONGEST_LINE, refused=_REFUSED_IN_LINES))


def _note(value: str) -> str:
    return _clean(value, most=LONGEST_NOTE, refused=_REFUSED_IN_PROSE)


def _prose(value: str) -> str:
    return _clean(value, most=LONGEST_PROSE, refused=_REFUSED_IN_PROSE)


def filled(value: str) -> str:
    """The text. Raises ValueError("blank") where nothing is left of it."""
    if not value:
        raise ValueError("blank")
    return value


def _orgnr(value: str) -> str:
    if not is_orgnr(value):
        raise ValueError("organisation_number")
    return value


Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_LINE * DECOMPOSED),
    AfterValidator(_line),
    Field(json_schema_extra={"maxLength": LONGEST_LINE}),
]
Note = Annotated[
    str,
    StringConstraints(max_length=LONGEST_NOTE * DECOMPOSED),
    AfterValidator(_note),
    Field(json_schema_extra={"maxLength": LONGEST_NOTE}),
]
FilledNote = Annotated[Note, AfterValidator(filled)]
Prose = Annotated[
    str,
    StringConstraints(max_length=LONGEST_PROSE * DECOMPOSED),
    AfterValidator(_prose),
    Field(json_schema_extra={"maxLength": LONGEST_PROSE}),
]
FilledProse = Annotated[Prose, AfterValidator(filled)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Orgnr = Annotated[str, StringConstraints(min_length=9, max_length=9), AfterValidator(_orgnr)]
