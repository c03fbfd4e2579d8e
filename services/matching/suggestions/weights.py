"""Reads the weights a host chose for one answer, and checks that they are within the published bounds."""

import re
from collections.abc import Mapping

from services.kit.errors import Invalid
from services.matching.fit.scoring import Factor, out_of_bounds, shifted

_WEIGHT = re.compile(r"([a-z_]+):(0(?:\.[0-9]{1,2})?|1(?:\.0{1,2})?)")
FULL = 100  # per cent


def weights_of(text: str) -> Mapping[Factor, int]:
    """All weights in per cent, from a text such as `field:0.5,slack:0.05`. Raises Invalid, pointing at the weight."""
    chosen = _parsed(text)
    shares = shifted(chosen)
    outside = [factor for factor in out_of_bounds(shares) if factor in chosen] or out_of_bounds(shares)
    if outside:
        raise Invalid(*((f"/weights/{factor}", "weight_bounds") for factor in outside))
    if sum(shares.values()) != FULL:
        raise Invalid(("/weights", "weights_sum"))
    return shares


def _parsed(text: str) -> dict[Factor, int]:
    """The chosen weights in per cent. Raises Invalid."""
    matches = [_WEIGHT.fullmatch(part) for part in text.split(",")]
    if not all(match is not None and match[1] in set(Factor) for match in matches):
        raise Invalid(("/weights", "weights_form"))
    chosen = {Factor(match[1]): round(float(match[2]) * FULL) for match in matches if match is not None}
    if len(chosen) != len(matches):
        raise Invalid(("/weights", "weights_form"))
    return chosen
