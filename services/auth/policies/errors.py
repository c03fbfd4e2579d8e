"""What can go wrong with policies.

Invalid                  422  the kit's
└── MonthsOutsideScheme  422
"""

from services.kit.errors import Invalid


class MonthsOutsideScheme(Invalid):
    """A policy may narrow the scheme's months, not widen them.

    Facts: `min_months`, `max_months`, `max_total_months`, the scheme's.
    """

    code = "months-outside-scheme"
