"""Prints the objects that the API returns."""

from collections.abc import Iterable, Mapping, Sequence

from rich.markup import escape
from rich.table import Table

from ressurspool.cli.config import Step
from ressurspool.cli.shell import out
from ressurspool.cli.texts import SIDES, STATES, TERMS, named, say
from ressurspool.client import Client
from ressurspool.client.matching import SCALE, Candidates, Explanation, Why
from ressurspool.client.needs import Need
from ressurspool.client.notify import Message
from ressurspool.client.placements import Candidacy, Placement, TermsShown
from ressurspool.client.pool import Expert

BAR = 20  # signs of a full bar


def show_expert(expert: Expert, language: str) -> None:
    out.print(f"[bold]{escape(expert.title or expert.id)}[/] · {named(STATES, expert.state, language)}\n{expert.id}")
    if expert.waiting_for is not None:
        out.print(escape(expert.waiting_for.text))


def show_need(need: Need, language: str) -> None:
    fields = ", ".join(f"{field.field}:{field.level}" for field in need.fields)
    state = named(STATES, need.state, language)
    out.print(f"[bold]{escape(need.title)}[/] · {state} · {need.filled}/{need.places}")
    out.print(f"{need.id} · {escape(fields)}")


def show_candidates(found: Candidates, language: str) -> None:
    """Print each candidate with its reasons in words, and the parts of its score."""
    counts = found.counts
    out.print(f"{counts.considered} {say('considered', language)}, {counts.eligible} {say('eligible', language)}")
    if not found.candidates:
        out.print(say("no_candidates", language))
    for candidate in found.candidates:
        bar, score = _bar(candidate.score), candidate.score / SCALE
        out.print(f"\n[bold]{candidate.rank}.[/] {candidate.expert_id} · {bar} {score:.0%}")
        _show_reasons(candidate.reasons)
        parts = [f"{part.factor} {part.contribution / SCALE:.0%}" for part in candidate.factors if part.contribution]
        out.print(f"   [dim]{escape(' + '.join(parts))}[/]")


def show_explanation(found: Explanation, language: str) -> None:
    out.print(f"{found.expert_id} {say('fits' if found.eligible else 'does_not_fit', language)}")
    _show_reasons(found.reasons if found.eligible else found.against)


def show_candidacy(candidacy: Candidacy, language: str) -> None:
    out.print(f"{candidacy.id} · [bold]{named(STATES, candidacy.state, language)}[/]")
    if candidacy.terms is not None:
        show_terms(candidacy.terms, language)
    if candidacy.placement_id is not None:
        out.print(f"→ {candidacy.placement_id}")


def show_placement(placement: Placement, names: Mapping[str, str], language: str, *, headline: str = "") -> None:
    """Print a placement: with `names` the two bodies and the terms, without them whom it waits for."""
    out.print(f"[bold]{headline or say('placement', language)}[/] · {named(STATES, placement.state, language)}")
    if names:
        for side, orgnr in (("home", placement.home_org), ("host", placement.host_org)):
            out.print(f"{named(SIDES, side, language)}: {escape(names[orgnr])}")
        show_terms(placement.terms, language)
        if placement.state == "proposed":
            out.print(f"{say('due', language)} {placement.decide_by.astimezone():%Y-%m-%d}")
    elif placement.waiting_for:
        waiting = ", ".join(named(SIDES, party, language) for party in placement.waiting_for)
        out.print(f"{say('waits_for', language)} {waiting}")


def body_names(client: Client, placement: Placement, language: str) -> dict[str, str]:
    """The names of the two bodies, by their numbers."""
    bodies = (client.auth.organisation(orgnr) for orgnr in (placement.home_org, placement.host_org))
    return {body.orgnr: body.names.get(language, body.orgnr) for body in bodies}


def show_terms(terms: TermsShown, language: str) -> None:
    table = Table(title=say("terms", language), show_header=False)
    for name, value in terms:
        if value is not None:
            table.add_row(named(TERMS, name, language), escape(named(SIDES, str(value), language)))
    out.print(table)


def show_todo(steps: Sequence[Step], language: str) -> None:
    for number, step in enumerate(steps, start=1):
        out.print(f"[bold]{number}.[/] {escape(step.text)}")
    if not steps:
        out.print(say("nothing_to_do", language))


def show_inbox(messages: Iterable[Message], language: str) -> None:
    empty = True
    for message in messages:
        empty = False
        mark = " " if message.read_at else "[bold]•[/]"
        out.print(f"{mark} [dim]{message.at.astimezone():%Y-%m-%d %H:%M}[/] [bold]{escape(message.title)}[/]")
        out.print(f"  {escape(message.text)}")
    if empty:
        out.print(say("inbox_empty", language))


def _show_reasons(reasons: Iterable[Why]) -> None:
    for why in reasons:
        out.print(f"   – {escape(why.text)}")


def _bar(score: int) -> str:
    full = round(score / SCALE * BAR)
    return "█" * full + "·" * (BAR - full)
