"""What can go wrong with addresses.

ServiceError
├── AddressInUse      409
├── PrimaryAddress    409
└── TooManyAddresses  409
"""

from services.kit.errors import ServiceError


class AddressInUse(ServiceError):
    """Another account has the address. Whoever has both accounts can join them."""

    status = 409
    code = "address-in-use"


class PrimaryAddress(ServiceError):
    """Mail goes to this address, so it cannot be removed before another is the primary one."""

    status = 409
    code = "primary-address"


class TooManyAddresses(ServiceError):
    """The account has as many addresses as one may have. Facts: `limit`."""

    status = 409
    code = "too-many-addresses"
