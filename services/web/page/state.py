"""What all requests of the process share."""

from dataclasses import dataclass
from pathlib import Path

from fastapi import Request
from jinja2 import Environment

from services.kit.data.database import Database
from services.kit.pages.html import templates_of
from services.web.forms import vocabulary
from services.web.forms.service import KeptTyping, Posts
from services.web.forms.vocabulary import word_of
from services.web.page import formats
from services.web.page.codes import Words
from services.web.peers import Api
from services.web.sessions.seals import Seal
from services.web.sessions.service import Sessions
from services.web.settings import WebSettings

WEB = Path(__file__).resolve().parents[1]
TEMPLATES = WEB / "page" / "templates"


@dataclass(frozen=True, kw_only=True)
class State:
    settings: WebSettings
    api: Api
    seal: Seal
    sessions: Sessions
    posts: Posts
    kept: KeptTyping
    words: Words
    templates: Environment


def make_state(settings: WebSettings, database: Database, api: Api) -> State:
    seal = Seal(settings.sealing_secret.get_secret_value())
    return State(
        settings=settings,
        api=api,
        seal=seal,
        sessions=Sessions(database=database, seal=seal, refresh=api.refreshed, hours=settings.session_hours),
        posts=Posts(database=database),
        kept=KeptTyping(database=database, seal=seal),
        words=Words(api=api),
        templates=_templates(),
    )


def state_of(request: Request) -> State:
    state: State = request.app.state.web
    return state


def _templates() -> Environment:
    """The templates of each noun, named `noun/name.html`, and those that all share, named `name.html`."""
    nouns = {folder.parent.name: folder for folder in WEB.glob("*/templates") if folder != TEMPLATES}
    made = templates_of(TEMPLATES, **nouns)
    made.filters.update(formats.FILTERS | vocabulary.FILTERS, word_of=word_of)
    return made
