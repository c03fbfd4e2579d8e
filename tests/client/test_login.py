"""The login: its secrets, its answers, and the forms on its way."""

import base64
import hashlib
import threading
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from ressurspool.client.form import Totp, answer_forms, forms_of
from ressurspool.client.login import Attempt, LoginError
from ressurspool.client.loopback import Callback

ORIGIN = "http://localhost:8000"
REDIRECT = "http://127.0.0.1:1/callback"
KNOWN: dict[str, str | None] = {"email": "a@b.example", "password": "secret words", "org": None}
LOGIN_PAGE = """<form method="post"><input type="hidden" name="form_token" value="s1">
<input name="email" type="email"><input name="password" type="password"><button type="submit">Go</button></form>"""
BODY_PAGE = """<form method="post" action="/oauth/authorize?b=1"><input type="hidden" name="form_token" value="s2">
<input name="org" type="radio" value="935478715"><input name="org" type="radio" value="942114184"></form>"""
CODE_PAGE = '<form method="post"><input name="code" type="text"></form>'


def attempt() -> Attempt:
    return Attempt(origin=ORIGIN, redirect_uri=REDIRECT)


class TestAttempt:
    def test_asks_for_a_code_with_pkce(self) -> None:
        made = attempt()
        asked = {name: values[0] for name, values in parse_qs(urlsplit(made.address).query).items()}
        digest = hashlib.sha256(made.verifier.encode()).digest()
        assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
        assert made.verifier not in made.address

    def test_takes_the_code_of_its_own_answer(self) -> None:
        made = attempt()
        assert made.code_of(f"{REDIRECT}?code=c&state={made.state}&iss=http%3A%2F%2Flocalhost%3A8000") == "c"

    @pytest.mark.parametrize("answer", ["code=c&state=other", "code=c", "code=c&state={state}&iss=http%3A%2F%2Fevil"])
    def test_refuses_the_answer_of_another_login_or_server(self, answer: str) -> None:
        made = attempt()
        with pytest.raises(LoginError):
            made.code_of(f"{REDIRECT}?{answer.format(state=made.state)}")

    def test_says_why_there_is_no_code(self) -> None:
        made = attempt()
        with pytest.raises(LoginError, match="access_denied"):
            made.code_of(f"{REDIRECT}?error=access_denied&state={made.state}")

    def test_redeems_the_code_with_its_verifier(self) -> None:
        made, sent = attempt(), []

        def token(request: httpx.Request) -> httpx.Response:
            sent.append(parse_qs(request.content.decode()))
            return httpx.Response(200, json={"access_token": "t", "expires_in": 600, "scope": "pool:read"})

        granted = made.redeem("c", httpx.Client(transport=httpx.MockTransport(token)))
        assert (granted.access_token, granted.live) == ("t", True)
        assert sent[0]["code_verifier"] == [made.verifier]

    def test_tells_why_no_token_was_given(self) -> None:
        def refuse(_request: httpx.Request) -> httpx.Response:
            return httpx.Response(400, json={"error": "invalid_grant"})

        with pytest.raises(LoginError, match="invalid_grant"):
            attempt().redeem("c", httpx.Client(transport=httpx.MockTransport(refuse)))


class Pages:
    """A login that asks for password, then body; what was posted is kept."""

    def __init__(self, *, right_password: bool = True) -> None:
        self.posted: list[dict[str, list[str]]] = []
        self._right_password = right_password

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, text=LOGIN_PAGE)
        self.posted.append(parse_qs(request.content.decode()))
        if not self._right_password:
            return httpx.Response(200, text=LOGIN_PAGE)
        if len(self.posted) == 1:
            return httpx.Response(200, text=BODY_PAGE)
        return httpx.Response(303, headers={"Location": f"{REDIRECT}?code=c"})


def answered(pages: Pages, org: str | None) -> str:
    http = httpx.Client(transport=httpx.MockTransport(pages))
    return answer_forms(http, f"{ORIGIN}/oauth/authorize?a=1", KNOWN | {"org": org}, until=REDIRECT)


class TestAnswerForms:
    def test_fills_in_each_form_and_returns_the_redirect(self) -> None:
        pages = Pages()
        assert answered(pages, "942114184") == f"{REDIRECT}?code=c"
        assert pages.posted == [
            {"form_token": ["s1"], "email": ["a@b.example"], "password": ["secret words"]},
            {"form_token": ["s2"], "org": ["942114184"]},
        ]

    def test_does_not_choose_for_a_person_of_several_bodies(self) -> None:
        with pytest.raises(ValueError, match="several bodies"):
            answered(Pages(), None)

    def test_refuses_a_body_the_person_does_not_belong_to(self) -> None:
        with pytest.raises(ValueError, match="Not a member"):
            answered(Pages(), "960885406")

    def test_tries_a_wrong_password_once(self) -> None:
        pages = Pages(right_password=False)
        with pytest.raises(ValueError, match="password"):
            answered(pages, None)
        assert len(pages.posted) == 1


class TestSecondFactor:
    def asked(self, page: str, totp: Totp | None) -> list[dict[str, list[str]]]:
        """What is posted where the page after the password asks for a code."""
        posted: list[dict[str, list[str]]] = []

        def answer(request: httpx.Request) -> httpx.Response:
            if request.method == "GET":
                return httpx.Response(200, text=LOGIN_PAGE)
            posted.append(parse_qs(request.content.decode()))
            if len(posted) == 1:
                return httpx.Response(200, text=page)
            return httpx.Response(303, headers={"Location": f"{REDIRECT}?code=c"})

        http = httpx.Client(transport=httpx.MockTransport(answer))
        answer_forms(http, f"{ORIGIN}/oauth/authorize?a=1", KNOWN, until=REDIRECT, totp=totp)
        return posted

    def test_is_answered_with_a_code(self) -> None:
        assert self.asked(CODE_PAGE, lambda secret: f"{secret}")[1] == {"code": ["None"]}

    def test_begins_with_the_secret_of_the_page(self) -> None:
        begun = f'<code id="secret">ABCD 2345</code>{CODE_PAGE}'
        assert self.asked(begun, lambda secret: f"{secret}")[1] == {"code": ["ABCD2345"]}

    def test_cannot_be_answered_without_an_authenticator(self) -> None:
        with pytest.raises(ValueError, match="authenticator"):
            self.asked(CODE_PAGE, None)


class TestWhileOthersLogIn:
    """Many people behind one address log in at once: who is refused a place waits as it says."""

    @staticmethod
    def posted(refusal: httpx.Response, *, times: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        """How long it waited. Raises ValueError where the login is refused."""
        waited: list[float] = []
        monkeypatch.setattr("ressurspool.client.form.time.sleep", waited.append)
        answers = [refusal] * times + [httpx.Response(303, headers={"Location": f"{REDIRECT}?code=c"})]

        def answer(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, html=LOGIN_PAGE) if request.method == "GET" else answers.pop(0)

        http = httpx.Client(transport=httpx.MockTransport(answer))
        answer_forms(http, f"{ORIGIN}/oauth/authorize?a=1", KNOWN, until=REDIRECT)
        return waited

    def test_the_form_is_sent_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        refusal = httpx.Response(429, headers={"Retry-After": "2"})
        assert self.posted(refusal, times=3, monkeypatch=monkeypatch) == [2, 2, 2]

    @pytest.mark.parametrize(("seconds", "times"), [("2", 4), ("900", 1)])
    def test_but_not_for_ever(self, monkeypatch: pytest.MonkeyPatch, seconds: str, times: int) -> None:
        refusal = httpx.Response(429, headers={"Retry-After": seconds})
        with pytest.raises(ValueError, match="429"):
            self.posted(refusal, times=times, monkeypatch=monkeypatch)


class TestFormsOf:
    def test_reads_choices_of_a_select(self) -> None:
        (form,) = forms_of('<form action="/x"><select name="org"><option value="1"><option value="2"></select></form>')
        assert form.choices == {"org": ["1", "2"]}


class TestCallback:
    def test_hands_over_the_answer_and_tells_the_browser(self) -> None:
        with Callback() as callback:
            seen: list[httpx.Response] = []
            address = f"{callback.address}?code=c&state=s"
            browser = threading.Thread(target=lambda: seen.append(httpx.get(address, trust_env=False)))
            browser.start()
            assert callback.wait(5) == "/callback?code=c&state=s"
            browser.join()
        assert seen[0].status_code == 200
        assert "logget inn" in seen[0].text

    def test_knows_no_other_path(self) -> None:
        with Callback() as callback:
            elsewhere = callback.address.replace("/callback", "/favicon.ico")
            assert httpx.get(elsewhere, trust_env=False).status_code == 404
