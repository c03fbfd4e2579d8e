"""The OpenAPI descriptions as the code makes them, made once for all tests."""

from functools import cache

from ressurspool.ops.openapi import Description, descriptions


@cache
def described() -> dict[str, Description]:
    """By service, and the one of the origin by its own name."""
    return descriptions()
