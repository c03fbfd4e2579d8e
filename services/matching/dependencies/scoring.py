"""How one answer is scored."""

import re
from typing import Annotated

from fastapi import Depends, Query

from services.kit.access import Caller, caller_for
from services.kit.errors import Invalid
from services.matching.domain import WEIGHTS, Factor, Perspective, Scoring, out_of_bounds, shifted

Anybody = Annotated[Caller, Depends(caller_for("show_scoring"))]

_WEIGHT = re.compile(r"([a-z_]+):(0(?:\.[0-9]{1,2})?|1(?:\.0{1,2})?)")
FULL = 100  # per cent


def chosen_scoring(
    perspective: Annotated[
        Perspective | None,
        Query(
            description="Instead of the need's own, for this answer; counts nothing for experts whose sector and level "
            "are hidden in the pool"
        ),
    ] = None,
    weights: Annotated[
        str | None,
        Query(
            max_length=200,
            description="Weights for this answer, such as `field:0.5,slack:0.05`, within the bounds of `/v1/scoring`; "
            "factors you leave out share the rest",
        ),
    ] = None,
) -> Scoring:
    """The published scoring, or the one a host chose. Raises Invalid, pointing at the weight."""
    if weights is None:
        return Scoring(weights=WEIGHTS, perspective=perspective)
    chosen = _parsed(weights)
    shares = shifted(chosen)
    outside = [factor for factor in out_of_bounds(shares) if factor in chosen] or out_of_bounds(shares)
    if outside:
        raise Invalid(*((f"/weights/{factor}", "weight_bounds") for factor in outside))
    if sum(shares.values()) != FULL:
        raise Invalid(("/weights", "weights_sum"))
    return Scoring(weights=shares, perspective=perspective)


def _parsed(weights: str) -> dict[Factor, int]:
    """The chosen weights in per cent. Raises Invalid."""
    matches = [_WEIGHT.fullmatch(part) for part in weights.split(",")]
    if not all(match is not None and match[1] in set(Factor) for match in matches):
        raise Invalid(("/weights", "weights_form"))
    chosen = {Factor(match[1]): round(float(match[2]) * FULL) for match in matches if match is not None}
    if len(chosen) != len(matches):
        raise Invalid(("/weights", "weights_form"))
    return chosen


ChosenScoring = Annotated[Scoring, Depends(chosen_scoring)]
