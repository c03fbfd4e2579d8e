"""RFC 8252: apps on a person's own machine, and where browsers may be sent at all."""

import pytest

from services.auth.clients.domain import LONGEST_REDIRECT, is_redirect, may_redirect, with_parameters


class TestRegistered:
    @pytest.mark.parametrize(
        "address",
        [
            "https://app.husbanken.example/callback",
            "https://app.husbanken.example",
            "https://app.husbanken.example:8443/a/b;c=d,e?tenant=1&x=%2F",
            "https://localhost/callback",
            "http://127.0.0.1/",
            "http://127.0.0.1/callback?x=1",
        ],
    )
    def test_may_be_https_or_the_apps_own_machine(self, address: str) -> None:
        assert is_redirect(address)

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "/callback",
            "http://app.husbanken.example/callback",
            "HTTPS://app.husbanken.example/callback",
            "https://App.husbanken.example/callback",
            "https://*.husbanken.example/callback",
            "https://hr@app.husbanken.example/callback",
            "https://hr:x@app.husbanken.example/callback",
            "https://app.husbanken.example/callback#x",
            "https://app.husbanken.example/callback#",
            "https://app.husbanken.example\\@evil.example/",
            "https://app.husbanken.example;script-src */",
            "https://app.husbanken.example /callback",
            "https://app.husbanken.example/callback\n",
            "https://app.husbanken.example/å",
            "https://-app.example/",
            "https:///callback",
            "https://[::1]/callback",
            "http://[::1]/callback",
            "http://localhost/callback",
            "http://127.0.0.1",
            "http://127.0.0.1:8080/callback",
            "http://127.0.0.1.evil.example/callback",
            "com.example.app:/callback",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://a.example/" + "x" * LONGEST_REDIRECT,
        ],
    )
    def test_may_be_nothing_else(self, address: str) -> None:
        assert not is_redirect(address)


class TestAnyPort:
    """§7.3: the app asks for the port that the system gave it."""

    @pytest.mark.parametrize("asked", ["http://127.0.0.1/app/back", "http://127.0.0.1:50000/app/back"])
    def test_of_the_loopback_address(self, asked: str) -> None:
        assert may_redirect(asked, registered=["http://127.0.0.1/app/back"])

    @pytest.mark.parametrize(
        "asked",
        [
            "http://127.0.0.1:50000/app",
            "http://127.0.0.1:50000/app/back/",
            "http://127.0.0.1:500000/app/back",
            "http://127.0.0.1:50000:50000/app/back",
            "http://127.0.0.1:50000@evil.example/app/back",
            "x http://127.0.0.1:50000/app/back",
        ],
    )
    def test_and_nothing_else(self, asked: str) -> None:
        assert not may_redirect(asked, registered=["http://127.0.0.1/app/back"])

    def test_of_no_other_address(self) -> None:
        registered = ["https://app.husbanken.example/callback"]
        assert not may_redirect("https://app.husbanken.example:8443/callback", registered=registered)


def test_an_answer_follows_a_query_of_the_address_own() -> None:
    assert with_parameters("https://app.example", {"code": "a&b"}) == "https://app.example?code=a%26b"
    assert with_parameters("https://app.example/?x=1", {"code": "c"}) == "https://app.example/?x=1&code=c"
