"""The sessions of docs/command-line.md: reads them from the page, and plays them on running services.

A block of the language `console` holds commands, each after the word of who types it (`employee$ ressurspool …`), and
what is printed, with the answers that are typed. On the page ids are named (`$NEED`), and the day is TODAY: days near
it move with the clock by days, those of the stay by whole months, since stays are counted in months.
"""

import calendar
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from typer.testing import CliRunner

from ressurspool.cli import app
from services.kit.settings import PROJECT_ROOT
from tests.docs.pages import fenced, text_of

PAGE = PROJECT_ROOT / "docs" / "command-line.md"
TODAY = date(2027, 1, 4)
NEAR_MONTHS = 3  # deadlines are nearer than the first of that month, the days of the stay are not
NAMES = {
    "expert create": "EXPERT",
    "need create": "NEED",
    "plan create": "PLAN",
    "candidate invite": "CANDIDACY",
    "offer accept": "PLACEMENT",
}
# what another run on the same services has otherwise, and what stands on the page
VARIES = {
    r"\b([HK])-\d{4}-\d{5}\b": r"\1-2027-00001",
    r"(\d{4}-\d\d-\d\d) \d\d:\d\d": r"\1 10:00",
    r"\b[0-9A-Z]{4}-[0-9A-Z]{4} ·": "K7M4-4QXD ·",
    r"^\d+ considered": "41 considered",
}
MONTHS = calendar.month_name[1:]
READS = {"list", "view", "kept", "messages", "inbox"}
_COMMAND = re.compile(r"^(\w+)\$ ressurspool (.+)$")
_ANSWER = re.compile(r"\[y/N\]: (\w+)$", re.MULTILINE)
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_IN_WORDS = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
_ID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, kw_only=True)
class Step:
    """A command that somebody types, and what is then seen."""

    who: str
    command: str
    shown: str

    @property
    def reads(self) -> bool:
        return bool(READS & set(self.command.split()[:2]))

    @property
    def typed(self) -> str:
        return "".join(f"{answer}\n" for answer in _ANSWER.findall(self.shown))

    def __str__(self) -> str:
        return f"{self.who}$ ressurspool {self.command}\n{self.shown}"


def steps_of(block: str) -> list[Step]:
    """The steps of a block. A line that ends with a backslash goes on in the next."""
    found: list[Step] = []
    lines = iter(block.splitlines())
    for line in lines:
        begun = _COMMAND.match(line)
        if begun:
            found.append(Step(who=begun[1], command=_whole(begun[2], lines), shown=""))
        else:
            last = found.pop()
            found.append(Step(who=last.who, command=last.command, shown=f"{last.shown}{line}\n"))
    return found


def _whole(first: str, lines: Iterator[str]) -> str:
    parts = [first]
    while parts[-1].endswith("\\"):
        parts.append(next(lines))
    return "\n".join(parts)


def blocks() -> list[str]:
    return fenced(PAGE, "console")


@dataclass(kw_only=True)
class Almanac:
    """What stands on the page for the ids and days of this run."""

    today: date
    ids: dict[str, str] = field(default_factory=dict)

    def real(self, command: str) -> list[str]:
        """The arguments of a command of the page, as they are given here."""
        text = _DAY.sub(lambda found: str(moved(date.fromisoformat(found[0]), self._months)), command)
        for known, name in self.ids.items():
            text = text.replace(f"${name}", known)
        return shlex.split(text.replace("\\\n", " "))

    def shown(self, step: Step, printed: str) -> str:
        """What was printed, as the page has it. The first id that a creating command prints gets its name."""
        text = _STYLE.sub("", printed)
        name = NAMES.get(" ".join(step.command.split()[:2]))
        new = [found for found in _ID.findall(text) if found not in self.ids]
        if name and new:
            self.ids[new[-1]] = name
        text = "".join(self._with_names(line) for line in text.splitlines(keepends=True))
        text = _DAY.sub(lambda found: str(self._on_page(date.fromisoformat(found[0]))), text)
        text = _IN_WORDS.sub(self._in_words, text)
        for pattern, usual in VARIES.items():
            text = re.sub(pattern, usual, text, flags=re.MULTILINE)
        return "".join(f"{line.rstrip()}\n" for line in text.strip("\n").splitlines())

    def _with_names(self, line: str) -> str:
        """The line with names for ids, as wide as these where it is a row of a table."""
        for known, name in self.ids.items():
            line = line.replace(known, f"${name}".ljust(len(known)) if line.startswith("│") else f"${name}")
        return line

    def _in_words(self, found: re.Match[str]) -> str:
        day = self._on_page(date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])))
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    @property
    def _months(self) -> int:
        return 12 * (self.today.year - TODAY.year) + self.today.month - TODAY.month

    def _on_page(self, day: date) -> date:
        near = moved(self.today.replace(day=1), NEAR_MONTHS)
        return moved(day, -self._months) if day >= near else TODAY + (day - self.today)


def moved(day: date, months: int) -> date:
    """The same day of another month, which has to have it."""
    years, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return day.replace(year=years, month=month + 1)


def play(step: Step, almanac: Almanac, environment: Mapping[str, str]) -> str:
    """What the command prints, as the page has it."""
    ran = CliRunner().invoke(app, almanac.real(step.command), input=step.typed, env=environment)
    behind = step.reads and ran.exit_code == 1  # what was made just now has not come to all services
    assert ran.exit_code == 0 or behind, f"{step.who}$ {step.command}\n{ran.output}{ran.exception!r}"
    return almanac.shown(step, ran.stdout)


def rewrite(old: str, new: str) -> None:
    """Put a block in the place of one of the page."""
    text = text_of(PAGE).replace(f"```console\n{old}```", f"```console\n{new}```")
    PAGE.write_text(text, encoding="utf-8")
