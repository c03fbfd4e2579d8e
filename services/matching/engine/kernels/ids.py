"""Writes ids as people read them: making twenty texts of numbers in Python takes as long as finding the twenty."""

import numpy as np
from numba import njit

from services.matching.engine.columns import Numbers

ID = 36  # letters of an id
_HALF = 18  # letters of each half, two dashes among them


@njit(cache=True)
def write_id(high: int, low: int, letters: Numbers) -> None:
    """The two halves of a UUID as 8-4-4-4-12 hexadecimal digits."""
    digit = 0
    for at in range(ID):
        if at in (8, 13, 18, 23):
            letters[at] = 45
            continue
        half = high if at < _HALF else low
        value = (half >> np.uint64(60 - 4 * (digit & 15))) & np.uint64(15)
        letters[at] = value + (np.uint64(48) if value < 10 else np.uint64(87))
        digit += 1
