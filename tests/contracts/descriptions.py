"""What the code says of its own HTTP interface."""

from functools import cache

from ressurspool.ops.openapi import Description, descriptions


@cache
def described() -> dict[str, Description]:
    return descriptions()
