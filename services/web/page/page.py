"""A page: who looks at it, the API in their name, its form, and its HTML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from fastapi import Request, Response

from ressurspool.client import Client, OriginUnreachable, ProblemError
from services.kit import context
from services.kit.errors import ServiceError
from services.kit.ids import new_secret
from services.kit.language import Texts
from services.kit.pages.cookies import read_cookie
from services.kit.pages.html import redirect, render_page
from services.web.forms.domain import Form, Typed
from services.web.forms.fields import FormModel
from services.web.page import problems
from services.web.page.formats import typed_day
from services.web.page.navigation import menu_for
from services.web.page.state import State
from services.web.page.typed_values import Unreadable, faults_of, read
from services.web.page.words import WORDS
from services.web.sessions.domain import claims_in
from services.web.sessions.service import Live

M = TypeVar("M", bound=FormModel)
KEPT_COOKIE = "kept"
STALE = 412  # the thing has a newer version than the form, which gets it where it is shown again
FORGERY = "form"  # what a form's token is signed for


@dataclass(kw_only=True)
class Page:
    """What a route of web is given. `session` is None for somebody who is not logged in."""

    request: Request
    state: State
    session: Live | None = None
    typed: Mapping[str, list[str]] = field(default_factory=dict)  # of a posted form
    key: str = ""  # of a posted form
    path: str = ""  # the page that is shown, and that somebody comes back to
    calls: int = 0  # of the API, for this page

    @cached_property
    def api(self) -> Client:
        """The API in the person's name and the reader's language. Each POST has a key that follows from the form's."""
        token = self.session.content.tokens.access if self.session else None
        keys = partial(self._next_key, [0]) if self.key else None
        return self.state.api.client(
            token, language=context.current().language, sent=lambda _request: self._count(), new_key=keys
        )

    @cached_property
    def claims(self) -> Mapping[str, Any]:
        """What the person's token says, for choosing what to show. The services decide what is permitted."""
        return claims_in(self.session.content.tokens.access) if self.session else {}

    @property
    def org(self) -> str:
        """The body that the person acts for."""
        return str(self.claims.get("org", ""))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self.claims.get("roles", ()))

    @property
    def org_name(self) -> str:
        names = self.session.content.profile.org_names if self.session else {}
        return names.get(context.current().language) or names.get("nb") or self.org

    def word(self, service: Any, group: str, code: str) -> str:
        """The word for one of the API's codes."""
        return self.state.words.word(service, group, code)

    def choices(self, service: Any, group: str) -> list[tuple[str, str]]:
        """The codes of a group with their words, for a select or radios."""
        return self.state.words.choices(service, group)

    def render(
        self,
        template: str,
        words: Mapping[str, Texts] | None = None,
        *,
        status: int = 200,
        form: Form | None = None,
        **shown: object,
    ) -> Response:
        """The page as HTML. `words` are the noun's own, beside those that all pages share."""
        known = {**WORDS, **(words or {})}
        failed = form is not None and form.failed
        common = {
            "page": self,
            "form": form,
            "fault": failed,
            "menu": menu_for(self.roles) if self.session else (),
            "said": known.get(f"said_{self.request.query_params.get('said', '')}", {}).get(context.current().language),
            "word": self.word,
            "token": self.token,
            "new_key": new_secret,
        }
        response = render_page(
            self.state.templates,
            template,
            root="/web",
            words=known,
            status=422 if failed and status == 200 else status,
            shown={**common, **shown},
        )
        response.headers["Referrer-Policy"] = "same-origin"  # with "no-referrer" a form's post names no origin
        if self.state.settings.environment == "development":
            response.headers["X-Api-Calls"] = str(self.calls)
        return response

    def form(self, **values: object) -> Form:
        """A form with these values; with those that the person had typed here when their login was lost."""
        kept = self._kept()
        if kept is not None:
            return Form(key=new_secret(), values=kept.values, restored=True)
        return Form(key=new_secret(), values={name: _as_typed(value) for name, value in values.items()})

    def submit(self, model: type[M], act: Callable[[M], str], again: Callable[[Form], Response]) -> Response:
        """Read the posted form, act on it once, and redirect to the address that `act` returns.

        `again` shows the page with the form as it was typed and what is wrong with it. A refusal that no change of the
        form can mend is raised, and becomes a page of its own.
        """
        earlier = self.state.posts.begin(self.key)
        if earlier is not None:
            return redirect(earlier)
        try:
            location = act(read(model, self.typed))
        except BaseException as error:
            self.state.posts.release(self.key)
            form = self._refused(error)
            if form is None:
                raise
            return again(form)
        self.state.posts.finish(self.key, location)
        return redirect(location)

    def ask(self, model: type[M], question: Callable[[M], Response], again: Callable[[Form], Response]) -> Response:
        """Read the posted form and answer with a page. Nothing is changed, so it is no act and is not redirected.

        `again` shows the page with the form as it was typed and what is wrong with it, as `submit` does.
        """
        try:
            return question(read(model, self.typed))
        except (Unreadable, ServiceError, OriginUnreachable, ProblemError) as error:
            form = self._refused(error)
            if form is None:
                raise
            return again(form)

    @property
    def typed_form(self) -> Form:
        """The form as it was posted, to be gone on with."""
        return Form(key=new_secret(), values=self.typed)

    def show_once(self, path: str, value: str) -> None:
        """Have the page at `path` show a value once, to this browser: such as a secret that the API gave."""
        person = self.session.person_id if self.session else ""
        self.state.kept.keep(Typed(person_id=person, path=path, values={"once": [value]}), by=self._once(path))

    def shown_once(self, path: str) -> str | None:
        """The value that waits to be shown at `path`. It is given back once."""
        person = self.session.person_id if self.session else ""
        kept = self.state.kept.take(self._once(path), person_id=person, path=path)
        return kept.values["once"][0] if kept else None

    def _once(self, path: str) -> str:
        return self.state.seal.signature(f"once {path}", self.session.cookie) if self.session else ""

    @property
    def token(self) -> str:
        """What shows that a form was made for this browser."""
        return self.state.seal.signature(FORGERY, self.session.cookie) if self.session else ""

    def _refused(self, error: BaseException) -> Form | None:
        """The form with what is wrong; None where the error is not about it. It may be sent again, so it has a new key.

        After an answer that was lost the key stays: the first post may have had its effect.
        """
        form = Form(key=new_secret(), values=self.typed)
        if isinstance(error, Unreadable):
            return replace(form, faults=error.faults)
        if isinstance(error, OriginUnreachable) or (isinstance(error, ServiceError) and error.status == 503):
            title, _advice = problems.words_for("unavailable")
            return replace(form, key=self.key, refusal=title, advice=problems.shared("kept"))
        if isinstance(error, ProblemError) and error.status == STALE:
            title, advice = problems.words_for("stale")
            values = {name: given for name, given in self.typed.items() if name != "version"}
            return replace(form, values=values, refusal=title, advice=advice)
        if isinstance(error, ProblemError) and error.status not in {401, 403, 404}:
            key = self.key if error.status in {429, 503} else form.key
            faults = faults_of(error, self.typed)
            return replace(form, key=key, faults=faults, refusal=error.title, advice=error.detail)
        return None

    def _kept(self) -> Typed | None:
        secret = read_cookie(self.request, KEPT_COOKIE, host=True)
        if not secret or self.session is None:
            return None
        return self.state.kept.take(secret, person_id=self.session.person_id, path=self.path)

    def _count(self) -> None:
        self.calls += 1

    def _next_key(self, used: list[int]) -> str:
        used[0] += 1
        return str(uuid5(NAMESPACE_URL, f"{self.key} {used[0]}"))


def _as_typed(value: object) -> list[str]:
    """A value as a field shows it."""
    if value is None:
        return []
    if isinstance(value, list | tuple | set | frozenset):
        return [str(one) for one in value]
    if isinstance(value, date):
        return [typed_day(value)]
    return ["true"] if value is True else [] if value is False else [str(value)]
