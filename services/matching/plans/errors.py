"""What can go wrong with plans.

ServiceError
└── Invalid               422  (kit)
    ├── PlanOverNothing   422
    └── PlanTooLarge      422
"""

from services.kit.errors import Invalid


class PlanOverNothing(Invalid):
    """There is no open need to plan for."""

    code = "plan-over-nothing"


class PlanTooLarge(Invalid):
    """More needs than one plan takes. Facts: `limit`."""

    code = "plan-too-large"
