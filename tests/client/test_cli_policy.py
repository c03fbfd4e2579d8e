"""The command line shows what one's own body has decided, and changes notice and longest total."""

import pytest
import respx

from tests.client.terminal import logged_in, origin, run, sent

__all__ = ["logged_in", "origin"]  # the fixtures

ME = {"id": "p", "version": 1, "name": "En koordinator", "email": "hr@a.example", "language": "nb", "org": "942114184"}
POLICY = {
    "id": "942114184",
    "version": 3,
    "orgnr": "942114184",
    "min_months": 2,
    "max_months": 3,
    "lending_cap": 4,
    "payer": "host",
    "notice_weeks": None,
    "max_total_months": None,
    "departments": [{"code": "it", "name": "IT-avdelingen"}],
}


@pytest.fixture
def policy(origin: respx.Router) -> respx.Route:
    """What changes it."""
    origin.get("/auth/v1/me").respond(json=ME)
    origin.get("/auth/v1/organisations/942114184/policy").respond(json=POLICY)
    return origin.put("/auth/v1/organisations/942114184/policy").respond(json=POLICY | {"notice_weeks": 4})


class TestPolicy:
    def test_is_shown(self, policy: respx.Route) -> None:
        code, printed = run("body", "policy")
        assert code == 0
        assert "Varsel, uker │ som ordningen" in printed
        assert "Flest borte samtidig │ 4" in printed
        assert not policy.called

    def test_is_changed_after_a_question_and_keeps_the_rest(self, policy: respx.Route) -> None:
        assert run("body", "policy", "--notice-weeks", "4", typed="n\n")[0] == 1
        assert not policy.called
        code, printed = run("body", "policy", "--notice-weeks", "4", typed="y\n")
        assert code == 0
        assert "Varsel, uker │ 4" in printed
        assert policy.calls.last.request.headers["If-Match"] == '"3"'
        kept = {name: POLICY[name] for name in ("min_months", "max_months", "lending_cap", "payer", "departments")}
        assert sent(policy) == kept | {"notice_weeks": 4, "max_total_months": None}

    def test_goes_back_to_the_schemes(self, policy: respx.Route) -> None:
        assert run("body", "policy", "--max-total-months", "scheme", "--yes")[0] == 0
        assert sent(policy)["max_total_months"] is None

    def test_refuses_what_is_no_number(self, policy: respx.Route) -> None:
        code, _ = run("body", "policy", "--notice-weeks", "two", "--yes")
        assert code == 2
        assert not policy.called
