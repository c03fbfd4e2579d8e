"""What can go wrong at the operator's door, beside auth's own errors."""


class OperationRefused(Exception):
    """The operation cannot be done now; the message says why."""
