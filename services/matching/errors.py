"""What can go wrong in matching.

ServiceError
├── NotFound              404  (kit)
├── Invalid               422  (kit)
│   ├── PlanOverNothing   422
│   └── PlanTooLarge      422
└── Unavailable           503  (kit)
    └── IndexEmpty        503
"""

from services.kit.errors import Invalid, Unavailable


class IndexEmpty(Unavailable):
    """The index is being built: a list made now would lack people. Facts: `waits_for`, the services it follows."""

    code = "index-empty"


class PlanOverNothing(Invalid):
    """There is no open need to plan for."""

    code = "plan-over-nothing"


class PlanTooLarge(Invalid):
    """More needs than one plan takes. Facts: `limit`."""

    code = "plan-too-large"
