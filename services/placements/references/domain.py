"""How a reference is written."""

LONGEST = 16


def reference_of(year: int, number: int) -> str:
    """`H` is for hospitering. More than five figures are written as they are."""
    return f"H-{year}-{number:05}"
