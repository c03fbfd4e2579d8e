"""Prints the objects that the API returns."""

from collections.abc import Iterable, Mapping, Sequence

from rich.markup import escape
from rich.table import Table

from ressurspool.cli.codes import AMENDMENT_STATES, DEVIATIONS, KINDS, REASONS, SIDES, STATES, TERMS, named
from ressurspool.cli.config import Step
from ressurspool.cli.shell import out
from ressurspool.cli.texts import say
from ressurspool.cli.verbs import AMENDMENT, CANDIDACY, PLACEMENT, PROPOSAL
from ressurspool.client import Client
from ressurspool.client.cases import (
    Amendment,
    Candidacy,
    Deviation,
    DialogueMessage,
    LiveAmendment,
    Placement,
    TermsShown,
)
from ressurspool.client.matching import SCALE, Candidates, Explanation, Fit, Why
from ressurspool.client.needs import Need
from ressurspool.client.notify import Message, Preferences
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
    show_deviations(candidacy.deviations, language)
    if candidacy.placement_id is not None:
        out.print(f"→ {candidacy.placement_id}")


def show_shortlisted(candidacy: Candidacy, language: str) -> None:
    """Print a candidacy of the host's shortlist with its private note."""
    out.print(f"{candidacy.reference or candidacy.id} · [bold]{named(STATES, candidacy.state, language)}[/]")
    out.print(candidacy.id)
    if candidacy.shortlist is not None and candidacy.shortlist.note:
        out.print(escape(candidacy.shortlist.note))


def show_message(message: DialogueMessage, language: str) -> None:
    """Print when which side wrote what."""
    side = named(SIDES, message.side, language)
    out.print(f"[bold]{message.number}.[/] {message.at.astimezone():%Y-%m-%d %H:%M} · {side}\n{escape(message.text)}")


def show_placement(placement: Placement, names: Mapping[str, str], language: str, *, headline: str = "") -> None:
    """Print a placement: with `names` the two bodies and the terms, without them whom it waits for."""
    out.print(f"[bold]{headline or say('placement', language)}[/] · {named(STATES, placement.state, language)}")
    if names:
        for side, orgnr in (("home", placement.home_org), ("host", placement.host_org)):
            out.print(f"{named(SIDES, side, language)}: {escape(names[orgnr])}")
        show_terms(placement.terms, language)
        show_deviations(placement.deviations, language)
        if placement.state == "proposed":
            out.print(f"{say('due', language)} {placement.decide_by.astimezone():%Y-%m-%d}")
    elif placement.waiting_for:
        waiting = ", ".join(named(SIDES, party, language) for party in placement.waiting_for)
        out.print(f"{say('waits_for', language)} {waiting}")


def show_deviations(deviations: Sequence[Deviation] | None, language: str) -> None:
    """Print where the terms differ from what was offered, asked for or endorsed."""
    for deviation in deviations or ():
        out.print(f"[bold yellow]![/] {escape(named(DEVIATIONS, deviation.code, language))}")


def show_details(thing: Candidacy | Placement, language: str) -> None:
    """Print what a candidacy or a placement is called, whom it is about, what is asked to change, and what one may."""
    names = thing.names
    for found in (thing.reference, names and names.need_title, names and names.expert):
        if found:
            out.print(escape(found))
    _show_end(thing, language)
    live = thing.amendment if isinstance(thing, Placement) else None
    if live is not None:
        show_amendment(live, language)
    show_proposal(thing, language)
    noun, known = ("placement", PLACEMENT) if isinstance(thing, Placement) else ("offer", CANDIDACY)
    commands = [known[verb] for verb in thing.legal if verb in known]
    if live is not None:
        commands += [AMENDMENT[verb] for verb in live.legal if verb in AMENDMENT]
    if thing.terms_proposal is not None:
        commands += [f"{noun} {PROPOSAL[verb]}" for verb in thing.terms_proposal.legal if verb in PROPOSAL]
    _show_commands(commands, language)


def show_legal(known: Mapping[str, str], legal: Iterable[str], language: str) -> None:
    """Print the commands that one may give."""
    _show_commands([known[verb] for verb in legal if verb in known], language)


def _show_commands(commands: Iterable[str], language: str) -> None:
    if commands:
        out.print(f"{say('you_may', language)}: {', '.join(dict.fromkeys(commands))}")


def show_proposal(thing: Candidacy | Placement, language: str) -> None:
    """Print the other dates or the percentage that the employee asks for, and what became of them."""
    proposal = thing.terms_proposal
    if proposal is None:
        return
    days = f"{proposal.start} – {proposal.end} · {proposal.percentage} %"
    out.print(f"{say('proposal', language)}: {days} · {say(f'proposal_{proposal.state}', language)}")
    if proposal.note:
        out.print(escape(proposal.note))


def _show_end(thing: Candidacy | Placement, language: str) -> None:
    """Print when and why it came to its end, where it has."""
    day = f" {thing.ended_at.astimezone():%Y-%m-%d}" if thing.ended_at else ""
    reason = f" · {named(REASONS, thing.reason, language)}" if thing.reason else ""
    if day or reason:
        out.print(f"{say('ended', language)}{day}{reason}")
    if thing.note:
        out.print(escape(thing.note))


def show_amendment(amendment: Amendment | LiveAmendment, language: str) -> None:
    """Print what is asked to change, what became of it, and whom it waits for."""
    state = "proposed" if isinstance(amendment, LiveAmendment) else amendment.state
    out.print(f"[bold]{named(KINDS, amendment.kind, language)}[/] · {named(AMENDMENT_STATES, state, language)}")
    if isinstance(amendment, Amendment):
        out.print(f"{amendment.start} – {amendment.end}")
        show_deviations(amendment.deviations, language)
    if amendment.waiting_for and amendment.decide_by is not None:
        waiting = ", ".join(named(SIDES, party, language) for party in amendment.waiting_for)
        due = f"{say('due', language)} {amendment.decide_by.astimezone():%Y-%m-%d}"
        out.print(f"{say('waits_for', language)} {waiting} ({due})")


def show_change(present: TermsShown, amended: TermsShown, language: str) -> None:
    """Print the amended terms beside the present ones; what differs is bold."""
    table = Table("", say("present_terms", language), say("amended_terms", language))
    for name, value in present:
        new = getattr(amended, name)
        if value is not None or new is not None:
            cells = [escape(named(SIDES, str(one or ""), language)) for one in (value, new)]
            table.add_row(named(TERMS, name, language), cells[0], cells[1] if new == value else f"[bold]{cells[1]}[/]")
    out.print(table)


def show_fit(fit: Fit, language: str) -> None:
    """Print how many would fit, and what keeps the others out."""
    few = say("too_few", language)
    out.print(f"{say('would_fit', language)}: {few if fit.fit is None else fit.fit}")
    for condition in fit.conditions:
        excludes = few if condition.excludes is None else condition.excludes
        out.print(f"   – {escape(condition.text)} {say('excludes', language)}: {excludes}")


def shown_placement(client: Client, placement_id: str, language: str) -> Placement:
    """The placement, after it was shown."""
    placement = client.placements.placement(placement_id, named=True)
    show_placement(placement, body_names(client, placement, language), language)
    return placement


def body_names(client: Client, placement: Placement, language: str) -> dict[str, str]:
    """The names of the two bodies, by their numbers: as they came with the placement, else as auth has them."""
    names = placement.names
    if names is not None and names.home and names.host:
        pairs = ((placement.home_org, names.home), (placement.host_org, names.host))
        return {orgnr: found.get(language, orgnr) for orgnr, found in pairs}
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


def show_mail(preferences: Preferences, language: str) -> None:
    """Each kind of mail and when it comes, in the language of the answer."""
    for kind in preferences.kinds:
        out.print(f"[bold]{kind.kind}[/] {kind.email}  [dim]{escape(kind.text)}[/]")
    out.print(say("mail_hours", language).format(start=preferences.mail_from, end=preferences.mail_until))


def _show_reasons(reasons: Iterable[Why]) -> None:
    for why in reasons:
        out.print(f"   – {escape(why.text)}")


def _bar(score: int) -> str:
    full = round(score / SCALE * BAR)
    return "█" * full + "·" * (BAR - full)
