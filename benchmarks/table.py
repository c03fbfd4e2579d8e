"""Renders measurements as a table: a line per goal, its id first and its verdict last."""

from collections.abc import Container, Sequence

from benchmarks.goals import Goal, Measured

HEADINGS = ("id", "measured; against", "ours", "peer's", "ratio", "goal", "")
RIGHT = (2, 3, 4)


def table(measured: Sequence[Measured], goals: Sequence[Goal], *, headings: bool = True) -> str:
    """The lines, in the order of the goals. Raises ValueError unless each goal was measured exactly once."""
    found = {one.goal: one for one in measured}
    if len(found) != len(measured) or set(found) != set(goals):
        raise ValueError("each goal is measured once")
    rows = [*([HEADINGS] if headings else []), *(_row(found[goal]) for goal in goals)]
    return lines_of(rows, right=RIGHT)


def lines_of(rows: Sequence[Sequence[str]], *, right: Container[int]) -> str:
    """The rows as lines with aligned columns; those at the places `right` end alike, the others begin alike."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths, right) for row in rows)


def _row(one: Measured) -> tuple[str, ...]:
    goal = one.goal
    bound = f"{goal.bound} {goal.limit:g}"
    return (goal.id, goal.what, amount(one.ours, goal.unit), amount(one.peers, goal.unit), f"{one.ratio:.2f}", bound,
            one.verdict)  # fmt: skip


def amount(value: float, unit: str) -> str:
    """Three digits that count, and the unit."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def _line(row: Sequence[str], widths: Sequence[int], right: Container[int]) -> str:
    cells = [
        cell.rjust(width) if place in right else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
