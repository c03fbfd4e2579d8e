"""What can go wrong in the engine.

ServiceError
└── Unavailable           503  (kit)
    └── IndexEmpty        503
"""

from services.kit.errors import Unavailable


class IndexEmpty(Unavailable):
    """The index is being built: a list made now would lack people. Facts: `waits_for`, the services it follows."""

    code = "index-empty"
