"""Errors of the operator's functions, beside auth's own."""


class OperationRefused(Exception):
    """The operation cannot be done now; the message says why."""
