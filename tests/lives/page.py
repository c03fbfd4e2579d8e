"""Makes docs/lives.md from the state machines, the tables of permissions and notify's rules.

`python -m tests.lives.page --write` writes it; a test holds the page against this.
"""

import sys
from collections.abc import Iterable, Iterator

from services.kit.settings import PROJECT_ROOT
from tests.lives.catalogue import LIVES
from tests.lives.life import Life

PAGE = PROJECT_ROOT / "docs" / "lives.md"

INTRODUCTION = """# Lives

Made by `python -m tests.lives.page --write` from the state machines, the tables of permissions and the rules of notify.
For each kind of thing that has states: whose verbs lead where, whom an open state waits for, how the clock ends it,
and who is notified. `tests/lives` asserts that no open state is without a way on for each party, and without an end by
the clock; the tests named `test_clock_exits.py` bring a profile, a need, a candidacy, a placement and an amendment into
each state but `reserve` and `filled`, which end by another's event, let the time pass, and see it leave.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(_section(life) for life in LIVES)])


def _section(life: Life) -> str:
    parts = [f"## {life.name.capitalize()}", _diagram(life), _states(life), _verbs(life)]
    return "\n\n".join(parts) + "\n"


def _diagram(life: Life) -> str:
    """The states and the transitions between different ones, for Mermaid."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for state in life.states:
        for verb, to in life.transitions_from(state):
            if to != state:
                arrows.setdefault((state, to), []).append(verb)
    lines = [f"    [*] --> {state}" for state in life.first]
    lines += [f"    {source} --> {to}: {', '.join(verbs)}" for (source, to), verbs in arrows.items()]
    lines += [f"    {state} --> [*]" for state in life.states if state not in life.open_states]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _states(life: Life) -> str:
    rows = [_state_row(life, state) for state in life.open_states]
    return _table(["open state", "waits for", "ends by the clock", *(f"{party} may" for party in life.parties)], rows)


def _state_row(life: Life, state: str) -> list[str]:
    exit_ = life.exits[state]
    verbs = [_codes(sorted(life.legal(state, party))) for party in life.parties]
    return [f"`{state}`", ", ".join(life.waits_for[state]), f"`{exit_.verb}`: {exit_.when}", *verbs]


def _verbs(life: Life) -> str:
    rows = [_verb_row(life, verb) for verb in life.verbs]
    return _table(["verb", "whose", "event", "then notified"], rows)


def _verb_row(life: Life, verb: str) -> list[str]:
    users = {party for state in life.states for party in life.users_of(verb, state)}
    whose = ", ".join(party for party in life.parties if party in users) or life.follows.get(verb, "the clock")
    event = life.events[verb]
    return [f"`{verb}`", whose, f"`{event}`" if event else "–", ", ".join(sorted(life.notified_of(verb))) or "–"]


def _codes(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in words) or "–"


def _table(header: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(_lines([header, ["---"] * len(header), *rows]))


def _lines(rows: Iterable[list[str]]) -> Iterator[str]:
    return (f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page():
        sys.exit("docs/lives.md is not current: run this with --write")
