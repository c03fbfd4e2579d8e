"""The command `decide`: takes one decision on a placement by a mailed link (a delegation)."""

from contextlib import suppress
from hashlib import sha256
from typing import Annotated, cast
from urllib.parse import parse_qs, urlsplit

import typer

from ressurspool.cli.codes import words_of
from ressurspool.cli.config import LoginNeeded, recall
from ressurspool.cli.login import code_printer
from ressurspool.cli.output import body_names, show_placement
from ressurspool.cli.prompts import REASONS, Note, ask_reason, choose, known_reason
from ressurspool.cli.shell import err, out, stop
from ressurspool.cli.stored_logins import forget, fresh_token, keep, kept, opened
from ressurspool.cli.texts import say
from ressurspool.client import Client, Login, OriginUnreachable, ProblemError
from ressurspool.client.cases import Verdict
from ressurspool.client.tokens import login_by_code, revoke
from ressurspool.client.words import Reason

SCOPES = "placements:read placements:decide offline_access"
ANOTHER_LOGIN = (401, 403, 404)  # the stored login is not the one this link is for; another may be


def decide(
    *,
    link: Annotated[str, typer.Argument(help="As it stands in the mail, in quotation marks")],
    yes: Annotated[bool, typer.Option("--yes", help="Say yes without being asked")] = False,
    no: Annotated[bool, typer.Option("--no", help="Say no without being asked")] = False,
    reason: Annotated[str, typer.Option(help=f"Of a no: {', '.join(REASONS)}")] = "",
    note: Note = "",
    language: Annotated[str, typer.Option(help="nb, nn or en; the last login's without it")] = "",
) -> None:
    """Decide one placement by the link you were mailed: log in, read the terms, say yes or no.

    The link works once. Where you stop before you answer, give the same command again on this machine.
    """
    if yes and no:
        raise typer.BadParameter("--yes / --no")
    known_reason(reason)
    (origin, token), language = _parts_of(link), language or recall().language
    name = f"decision-{sha256(token.encode()).hexdigest()[:16]}"
    asked = Verdict(decision="approve" if yes else "reject", terms_version=0) if yes or no else None
    try:
        if kept(name) is None:
            keep(origin, _login_for_decision(origin, token, language), name)
        _decide(origin, name, asked, reason=reason, note=note, language=language)
    except LoginNeeded:
        stop("decision_over", language)
    except ProblemError as problem:
        if problem.status != 401:
            raise
        forget(name)
        stop("decision_over", language)


def _parts_of(link: str) -> tuple[str, str]:
    """The origin and the token of the link."""
    parts = urlsplit(link.strip())
    token = parse_qs(parts.query).get("token", [""])[0]
    if parts.scheme not in {"http", "https"} or parts.path != "/oauth/links" or not token:
        raise typer.BadParameter("https://…/oauth/links?token=…")
    return f"{parts.scheme}://{parts.netloc}", token


def _login_for_decision(origin: str, token: str, language: str) -> Login:
    """The login for this one decision. The link is accepted by the stored login, or by a new one where that fails."""
    known = kept()
    if known is not None and known.origin == origin:
        try:
            return _accepted(origin, token, fresh_token(), language)
        except LoginNeeded:
            pass
        except ProblemError as problem:
            if problem.status not in ANOTHER_LOGIN:
                raise
    err.print(say("login_for_decision", language))
    login = login_by_code(origin, show=code_printer(language), scope=SCOPES)
    try:
        return _accepted(origin, token, login.access_token, language)
    except ProblemError as problem:
        if problem.status != 404:
            raise
        stop("not_your_link", language)
    finally:
        with suppress(OriginUnreachable):
            revoke(origin, login.refresh_token or "")


def _accepted(origin: str, token: str, bearer: str, language: str) -> Login:
    with Client(origin, token=bearer, language=language) as client:
        return client.auth.delegations.accept(token)


def _decide(origin: str, name: str, asked: Verdict | None, *, reason: str, note: str, language: str) -> None:
    known = kept(name)
    if known is None or not known.details:
        raise LoginNeeded()
    with opened(origin, name, language) as client, words_of(client):
        placement = client.placements.placement(known.details[0]["placement"])
        show_placement(placement, body_names(client, placement, language), language)
        if "approve" not in placement.legal:
            stop("nothing_to_decide", language)
        verdict = _verdict(asked, reason, language)
        if verdict is None:
            out.print(say("decide_later", language))
            return
        verdict.terms_version = placement.terms_version
        if note:
            verdict.note = note
        decided = client.placements.decide(placement.id, verdict)
        headline = say("you_approved" if verdict.decision == "approve" else "you_rejected", language)
        show_placement(decided, {}, language, headline=headline)
    with suppress(OriginUnreachable):  # the login is of no more use
        forget(name)


def _verdict(asked: Verdict | None, reason: str, language: str) -> Verdict | None:
    """The verdict of the options, or of an answer at the prompt; None where the person answers later."""
    if asked is None:
        yes, no, later = answers = say("decide_answers", language).split("/")
        answer = choose(
            say("decide_question", language), answers, default=later, option="--yes / --no", language=language
        )
        if answer == later:
            return None
        asked = Verdict(decision="approve" if answer == yes else "reject", terms_version=0)
        if answer == no and not reason:
            reason = ask_reason(language)
    if asked.decision == "reject":
        asked.reason = cast(Reason, reason or "other")
    return asked


app = typer.Typer()
app.command("decide")(decide)
