"""What can go wrong with the secrets and keys of a client.

ServiceError
├── KeyTaken         409
├── TooManyKeys      409
└── WrongAuthMethod  409
"""

from services.kit.errors import ServiceError


class KeyTaken(ServiceError):
    """The client has a key of this `kid` already; each key has a name of its own."""

    status = 409
    code = "key-taken"


class TooManyKeys(ServiceError):
    """The client has as many keys as it may. Facts: `limit`."""

    status = 409
    code = "too-many-keys"


class WrongAuthMethod(ServiceError):
    """The client proves who it is in another way. Facts: `method`, its `token_endpoint_auth_method`."""

    status = 409
    code = "wrong-auth-method"
