"""What can go wrong with plans.

ServiceError
├── TooManyPlans          409
└── Invalid               422  (kit)
    ├── PlanOverNothing   422
    └── PlanTooLarge      422
"""

from services.kit.errors import Invalid, ServiceError


class PlanOverNothing(Invalid):
    """There is no open need to plan for."""

    code = "plan-over-nothing"


class PlanTooLarge(Invalid):
    """More needs than one plan takes. Facts: `limit`."""

    code = "plan-too-large"


class TooManyPlans(ServiceError):
    """Enough plans of this body wait for their turn. Facts: `limit`, how many may wait."""

    status = 409
    code = "too-many-plans"
