"""Renders measurements as a table: a line per goal, its id first and its verdict last."""

from collections.abc import Sequence

from benchmarks.goals import Goal, Measured

HEADINGS = ("id", "measured; against", "ours", "peer's", "ratio", "goal", "")
RIGHT = (2, 3, 4)


def table(measured: Sequence[Measured], goals: Sequence[Goal], *, headings: bool = True) -> str:
    """The lines, in the order of the goals. Raises ValueError unless each goal was measured exactly once."""
    found = {one.goal: one for one in measured}
    if len(found) != len(measured) or set(found) != set(goals):
        raise ValueError("each goal is measured once")
    rows = [*([HEADINGS] if headings else []), *(_row(found[goal]) for goal in goals)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    return "\n".join(_line(row, widths) for row in rows)


def _row(one: Measured) -> tuple[str, ...]:
    goal = one.goal
    bound = f"{goal.bound} {goal.limit:g}"
    return (goal.id, goal.what, amount(one.ours, goal.unit), amount(one.peers, goal.unit), f"{one.ratio:.2f}", bound,
            one.verdict)  # fmt: skip


def amount(value: float, unit: str) -> str:
    """Three digits that count, and the unit."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if place in RIGHT else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
