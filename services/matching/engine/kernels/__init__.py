"""The compiled loops over the columns.

Importing this compiles nothing, but it imports numba, which takes half a second: see
`services.matching.engine.compiled`.
"""

from services.matching.engine.kernels.counting import failing_in_ranges, failing_in_rows
from services.matching.engine.kernels.ids import ID
from services.matching.engine.kernels.ranking import best_rows, scores_of, suited_rows
from services.matching.engine.kernels.scoring import field_points

__all__ = ["ID", "best_rows", "failing_in_ranges", "failing_in_rows", "field_points", "scores_of", "suited_rows"]
