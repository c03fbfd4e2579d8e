"""Where a task's thing is shown, and how a task is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ressurspool.client.notify import About, Task

SOON = timedelta(days=3)  # a deadline so near is a warning

_EXPERT = ("endorse_expert", "prolong_endorsement")
_CANDIDACY = ("answer_invitation", "consider_application", "answer_offer", "answer_terms_of_offer")


def place_of(task: Task) -> str:
    """The page of what the task is about; nothing for an administrator's, who does it elsewhere."""
    if task.kind in _EXPERT:
        return f"/web/experts/{task.subject}"
    if task.kind == "complete_profile":
        return "/web/profile"
    if task.kind in _CANDIDACY:
        return f"/web/candidacies/{task.subject}"
    if task.kind == "find_coordinator":
        return ""
    if task.parent is not None:
        return f"/web/placements/{task.parent}/amendments/{task.subject}"
    return f"/web/placements/{task.subject}"


def kinds_by_text(texts: Mapping[str, str]) -> dict[str, str]:
    """The kinds that people tell apart: of each text its kinds, as the address has them."""
    found: dict[str, list[str]] = {}
    for kind, text in texts.items():
        found.setdefault(text, []).append(kind)
    return {",".join(kinds): text for text, kinds in found.items()}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A task as the worklist has it."""

    task: Task
    title: str
    place: str
    urgent: bool
    facts: list[tuple[str, str]]

    @property
    def incomplete(self) -> bool:
        return bool(self.task.about and self.task.about.unavailable)


def shown(
    task: Task,
    *,
    words: Mapping[str, str],
    party: Callable[[str], str],
    decision: Callable[[str], str],
    day: Callable[[date | None], str],
    age: Callable[[datetime], str],
    language: str,
    now: datetime,
) -> Shown:
    """`words` are the page's; `party` and `decision` name codes, `day` and `age` write a day and how long ago it is."""
    answers = [f"{party(one.party)}: {decision(one.decision)}" for one in task.answered]
    facts = [
        (words["waited"], age(task.opened_at) if task.closed_at is None else ""),
        *(_about_facts(task.about, words, day, language) if task.about else []),
        (words["answered"], ", ".join(answers)),
        (words["waiting_for"], ", ".join(map(party, task.waiting_for))),
    ]
    about = task.about.expert if task.about and task.about.expert else None
    title = words.get(f"kind_{task.kind}", task.text)
    return Shown(
        task=task,
        title=f"{title}: {about}" if about else title,
        place=place_of(task),
        urgent=task.due is not None and task.due - now < SOON,
        facts=[fact for fact in facts if fact[1]],
    )


def _about_facts(
    about: About, words: Mapping[str, str], day: Callable[[date | None], str], language: str
) -> list[tuple[str, str]]:
    when = f"{day(about.start)} – {day(about.end)}" if about.start and about.end else ""
    share = f", {about.percentage} %" if about.percentage and when else ""
    return [
        (words["need"], about.need_title or ""),
        (words["home"], (about.home or {}).get(language, "")),
        (words["host"], (about.host or {}).get(language, "")),
        (words["when"], when + share),
        (words["reference"], about.reference or ""),
    ]
