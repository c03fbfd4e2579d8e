"""Writes the page of a run: the machine, the table, and a chart of how far each goal is met."""

from collections.abc import Sequence
from html import escape
from math import log10
from pathlib import Path

from benchmarks.goals import Bound, Measured

WIDTH, ROW, NAMES, DECADES = 960, 22, 430, 2  # pixels; decades to either side of the goal
TOP = 40
COLOURS = {"ok": "#2b6a4d", "short": "#a33b2a"}

PAGE = """# Measurements

`make bench` measures ours and the peer in turn within one run, after both have found the same.
`make bench PAGE=docs/benchmarks.md` writes this page. Compare ratios within a run, not times between machines.

```
{machine}

{table}
```

![How far each goal is met]({chart})

A bar to the right: better than the goal. The line is the goal itself; each mark is ten times.

## Before

The last run before requests, followers, plans and lists were made faster (2026-11-26, another machine: compare ratios).

```
P1   best 20 of 100k experts; SQLite, PostgreSQL             33, 39 times
P4   candidates among 100k, p50; of hello world's rate       11.4 ms; 0.04
P5   plan 100k × 20k; its memory; lost at most               12.2 s; 1018 MB; 0.01 %
P7   read one's profile, a need; of hello world `def`        0.08, 0.11
P9   of a core, while nobody asks; auth after some logins    0.20; 450 MB
P10  a page of a big body's placements, 1M rows; 10k         230 times
P11  CPU of a main job; jobs a second, four at once          1,000-1,300 ms; 1-1.2
P12  events applied a second, without effects; with          20-78; 9
P14  a day's mix; of hello world's rate                      0.02-0.03
```

## One authenticated read, by part

One's own profile on SQLite, in one process without a network.

```
{parts}
```

## A day's mix

`make load` sends a day's mix to the services in an open loop, by people of sixteen bodies: 60 % lists, tasks, inbox
and candidates, 10 % browsing, 20 % single reads, 10 % writes. Times count from when a request was due. It raises the
rate until two in a row are too slow, or refused something.

{day}
"""

DAY = Path("var/load.txt")  # where `make load` writes its last run
NO_DAY = "Not measured here."


def write_page(page: Path, *, machine: str, table: str, measured: Sequence[Measured], parts: str) -> None:
    """Write the page and its chart, with the last run of `make load` where there is one."""
    chart = page.with_suffix(".svg")
    chart.write_text(drawn(measured), encoding="utf-8")
    day = f"```\n{DAY.read_text(encoding='utf-8').strip()}\n```" if DAY.exists() else NO_DAY
    text = PAGE.format(machine=machine, table=table, chart=chart.name, parts=parts, day=day)
    page.write_text(text, encoding="utf-8")


def drawn(measured: Sequence[Measured]) -> str:
    """A bar per goal, from the goal to our number, on a logarithmic scale."""
    height = TOP + ROW * len(measured) + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif"',
        'font-size="12">',
        f"<title>How far each goal is met</title><rect width='{WIDTH}' height='{height}' fill='#fff'/>",
        *(_mark(decade, height) for decade in range(-DECADES, DECADES + 1)),
        *(_bar(one, TOP + ROW * place) for place, one in enumerate(measured)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _mark(decade: int, height: int) -> str:
    at, text = _across(decade), "the goal" if decade == 0 else f"{10.0**decade:g}×"
    line = f'<line x1="{at}" x2="{at}" y1="{TOP - 8}" y2="{height - 8}" stroke="#bbb"/>'
    return f'{line}<text x="{at}" y="{TOP - 16}" text-anchor="middle" fill="#444">{text}</text>'


def _bar(one: Measured, top: int) -> str:
    reached = one.ratio / one.goal.limit if one.goal.bound is Bound.AT_LEAST else one.goal.limit / max(one.ratio, 1e-9)
    goal, end = _across(0), _across(max(min(log10(reached), DECADES), -DECADES))
    name = f'<text x="8" y="{top + 14}" fill="#222">{one.goal.id} {escape(one.goal.what)}</text>'
    shape = f'x="{min(goal, end)}" y="{top + 3}" width="{abs(end - goal):.1f}" height="{ROW - 8}"'
    return f'{name}<rect {shape} fill="{COLOURS[one.verdict]}"><title>{reached:.2f} times the goal</title></rect>'


def _across(decades: float) -> float:
    room = WIDTH - NAMES - 30
    return round(NAMES + room * (decades + DECADES) / (2 * DECADES), 1)
