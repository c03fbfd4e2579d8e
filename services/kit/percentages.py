"""Percentages of full time, in whole per cents (decision 0039)."""

from math import isfinite
from typing import Annotated, Any

from pydantic import BeforeValidator, Field


def _whole(given: Any) -> Any:
    if isinstance(given, float) and isfinite(given) and not given.is_integer():
        raise ValueError("whole_percent")
    return given


Percentage = Annotated[
    int,
    Field(ge=20, le=100, description="Of full time, in whole percent: a post of 37.5 is given as 37 or 38"),
    BeforeValidator(_whole),
]
