"""A token of Maskinporten at the API: its system prepares a need, reads, and decides nothing."""

from collections.abc import Callable, Iterator

import pytest

from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.needs.main import create_app
from services.needs.settings import NeedsSettings
from tests.needs.factories import a_need, edited, posted
from tests.needs.maskinporten import SUPPLIER, KnownBodies
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys, bearer, machine, person
from tests.support.maskinporten import LoopbackMaskinporten, loopback_maskinporten, organisation, system_user


@pytest.fixture(scope="module")
def there() -> Iterator[LoopbackMaskinporten]:
    with loopback_maskinporten() as running:
        yield running


Needs = Callable[..., Api]


@pytest.fixture
def needs(database: Database, there: LoopbackMaskinporten) -> Needs:
    def make(*, bodies: KnownBodies | None = None, on: bool = True) -> Api:
        setting = there.setting(roles=["requester", "employee"], suppliers=[SUPPLIER]) if on else ""
        overrides = Overrides(keys=StaticKeys(), database=database, bodies=bodies or KnownBodies())
        return Api(create_app(NeedsSettings(maskinporten=setting), overrides=overrides))

    return make


def test_prepares_a_draft_for_its_body(needs: Needs, there: LoopbackMaskinporten) -> None:
    answer = needs().post("/v1/needs", bearer(there.token()), json=edited())
    assert answer.status_code == 201, answer.text
    assert (answer.json()["host_org"], answer.json()["state"]) == (BAERUM, "draft")


def test_a_suppliers_system_prepares_for_its_customer(needs: Needs, there: LoopbackMaskinporten) -> None:
    token = there.token(consumer=organisation(SUPPLIER), authorization_details=system_user(HUSBANKEN))
    assert needs().post("/v1/needs", bearer(token), json=edited()).json()["host_org"] == HUSBANKEN


def test_decides_nothing(needs: Needs, there: LoopbackMaskinporten) -> None:
    api, headers = needs(), bearer(there.token())
    assert_problem(api.post("/v1/needs", headers, json=a_need()), 403, "person-required")
    draft = api.post("/v1/needs", headers, json=edited()).json()["id"]
    assert_problem(api.post(f"/v1/needs/{draft}/publication", headers, json={}), 403, "person-required")


def test_another_bodys_draft_is_not_there(needs: Needs, there: LoopbackMaskinporten) -> None:
    api = needs()
    draft, _ = posted(api, org=HUSBANKEN, publish=False)
    assert_problem(api.get(f"/v1/needs/{draft}", bearer(there.token())), 404, "not-found")


def test_has_the_scopes_of_its_token_only(needs: Needs, there: LoopbackMaskinporten) -> None:
    headers = bearer(there.token(scope="ressurspool:needs.read"))
    assert needs().get("/v1/needs", headers).status_code == 200
    assert_problem(needs().post("/v1/needs", headers, json=edited()), 403, "not-permitted")


def test_is_no_service_whatever_its_scope(needs: Needs, there: LoopbackMaskinporten) -> None:
    headers = bearer(there.token(scope="ressurspool:feed.read ressurspool:standing.read"))
    assert_problem(needs().get("/v1/match-needs", headers), 403, "not-permitted")


def test_its_idempotency_keys_are_its_own(needs: Needs, there: LoopbackMaskinporten) -> None:
    api, key = needs(), {"Idempotency-Key": "the-same"}
    ids = {
        api.post("/v1/needs", {**headers, **key}, json=edited()).json()["id"]
        for headers in (
            bearer(there.token()),
            bearer(there.token(jti="a repetition with a fresh token")),
            bearer(there.token(client_id="another")),
            bearer(there.token(consumer=organisation(HUSBANKEN))),
            machine("requester"),
            person("requester"),
        )
    }
    assert len(ids) == 5


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://maskinporten.no"},
        {"consumer": organisation("314758625")},
        {"scope": "other:needs.post"},
        {"aud": "other"},
        {"sub": "a person"},
        {"exp": 1},
        {"client_id": None},
    ],
)
def test_any_other_token_is_refused(needs: Needs, there: LoopbackMaskinporten, claims: dict[str, object]) -> None:
    answer = needs().post("/v1/needs", bearer(there.token(**claims)), json=edited())
    assert_problem(answer, 401, "unauthenticated")


def test_no_access_where_it_is_not_known_who_is_of_the_scheme(needs: Needs, there: LoopbackMaskinporten) -> None:
    answer = needs(bodies=KnownBodies(failing=True)).get("/v1/needs", bearer(there.token()))
    assert_problem(answer, 503, "peer-unavailable")


def test_is_off_by_default(needs: Needs, there: LoopbackMaskinporten) -> None:
    assert_problem(needs(on=False).get("/v1/needs", bearer(there.token())), 401, "unauthenticated")


def test_our_own_tokens_go_on_working_beside(needs: Needs) -> None:
    assert needs().get("/v1/needs", person("requester")).status_code == 200
