"""The code flow against a certified OpenID Provider that others wrote, from our login page to the client's code."""

from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from services.auth.identities.models import Identity
from services.auth.main import create_app
from services.auth.people.models import Membership
from services.auth.settings import AuthSettings
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from tests.auth.federation.scenes.browsers import FederatedBrowser, fault_on
from tests.auth.federation.scenes.parties import ORGNO, RESOURCE, SERVICE, party, reportee
from tests.auth.federation.scenes.people import a_person, people, roles_of
from tests.auth.federation.scenes.profiles import LABELS
from tests.auth.scenes.logins import answer_of, redeem
from tests.auth.scenes.rows import everything_in
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys
from tests.support.node_parties import OidcProvider

PID = "01010112345"
SHAPES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a service of Altinn 2": (SERVICE, {**SERVICE, "reportees": [reportee(BAERUM), reportee(HUSBANKEN)]}),
    "a resource of Altinn 3": (
        RESOURCE,
        {**RESOURCE, "authorized_parties": [party(BAERUM, resource="ressurspool"), party(HUSBANKEN)]},
    ),
    "an employer, as it is": (ORGNO, {**ORGNO, "authorized_parties": [party(BAERUM), party(HUSBANKEN)]}),
    "an employer, as it was": (
        ORGNO,
        {**ORGNO, "orgno": {"authority": "iso6523-actorid-upis", "ID": f"0192:{HUSBANKEN}"}},
    ),
}


def profile(op: OidcProvider, kind: str, *lines: str) -> str:
    return "\n".join(
        [f"[{kind}]", f'type = "{kind}"', f'issuer = "{op.issuer}"', f'client_id = "{op.client_id}"', LABELS, *lines]
    )


@pytest.fixture
def make(database: Database, oidc_provider: OidcProvider, tmp_path: Any) -> Any:
    """auth as a registered client of the provider, with this profile."""

    def made(kind: str, *lines: str, by_key: bool = False) -> Api:
        method = "private_key_jwt" if by_key else "client_secret_basic"
        plain = Api(create_app(AuthSettings(), overrides=Overrides(keys=StaticKeys(), database=database)))
        keys = {"jwks": {"keys": plain.app.state.own_keys.jwks()}} if by_key else {}
        types = [asked["type"] for asked in (SERVICE, RESOURCE, ORGNO)]
        oidc_provider.register(
            f"http://localhost:8000/oauth/callback/{kind}",
            token_endpoint_auth_method=method,
            authorization_details_types=types,
            **keys,
        )
        file = tmp_path / "issuers.toml"
        file.write_text(profile(oidc_provider, kind, f'authentication = "{method}"', *lines), encoding="utf-8")
        secrets = {} if by_key else {kind: SecretStr(oidc_provider.secret)}
        settings = AuthSettings(issuers_file=str(file), issuer_secrets=secrets)
        return Api(create_app(settings, overrides=Overrides(keys=StaticKeys(), database=database)))

    return made


def linked(database: Database, op: OidcProvider, *orgnrs: str) -> str:
    """The subject at the provider of somebody with an account in these bodies."""
    subject = uuid4().hex
    person_id = a_person(database, *orgnrs)
    with database.write() as session:
        session.add(Identity(issuer=op.issuer, subject=subject, person_id=person_id))
    return subject


def toml(details: dict[str, Any]) -> str:
    return "{ " + ", ".join(f'{name} = "{value}"' for name, value in details.items()) + " }"


def log_in(api: Api, op: OidcProvider, kind: str, **person: Any) -> Any:
    browser = FederatedBrowser(api)
    page = browser.return_to(kind, op.log_in(browser.go_to(kind), **person))
    return browser, page


@pytest.mark.parametrize("by_key", [False, True], ids=["by secret", "by key"])
def test_a_login_goes_all_the_way(make: Any, database: Database, oidc_provider: OidcProvider, by_key: bool) -> None:
    api = make("oidc", f'orgnr = "{HUSBANKEN}"', 'acr_values = ["high"]', by_key=by_key)
    subject = linked(database, oidc_provider, HUSBANKEN)
    _, page = log_in(api, oidc_provider, "oidc", sub=subject, acr="high")
    assert redeem(api, answer_of(page)["code"]).status_code == 200


@pytest.mark.parametrize("shape", SHAPES)
def test_whom_one_represents_is_read_in_each_shape(
    make: Any, database: Database, oidc_provider: OidcProvider, shape: str
) -> None:
    asked, answered = SHAPES[shape]
    api = make("ansattporten", 'acr_values = ["high"]', f"authorization_details = [{toml(asked)}]")
    subject = linked(database, oidc_provider, HUSBANKEN, BAERUM)
    browser, page = log_in(
        api, oidc_provider, "ansattporten", sub=subject, acr="high", authorization_details=[answered], pid=PID
    )
    if shape != "an employer, as it was":  # it names one body only; the others are chosen from
        assert "Bærum" in page.text
        page = browser.post(org=HUSBANKEN)
    assert "code" in answer_of(page)
    with database.read() as session:
        assert HUSBANKEN in {row.orgnr for row in session.scalars(select(Membership))}
    assert PID not in everything_in(database)


@pytest.mark.parametrize(
    ("details", "acr", "fault"),
    [
        ([], "high", "Du representerer ingen virksomhet"),
        ([{**RESOURCE, "authorized_parties": []}], "high", "Du representerer ingen virksomhet"),
        ([{**SERVICE, "reportees": [reportee(HUSBANKEN)]}], "high", "Du representerer ingen virksomhet"),
        ([{**RESOURCE, "authorized_parties": [party(HUSBANKEN)]}], "substantial", "høyere sikkerhetsnivå"),
    ],
)
def test_others_are_told_what_to_do(
    make: Any, database: Database, oidc_provider: OidcProvider, details: list[Any], acr: str, fault: str
) -> None:
    api = make("ansattporten", 'acr_values = ["high"]', f"authorization_details = [{toml(RESOURCE)}]")
    subject = linked(database, oidc_provider, HUSBANKEN)
    _, page = log_in(api, oidc_provider, "ansattporten", sub=subject, acr=acr, authorization_details=details)
    assert fault in fault_on(page)


def test_cancelling_is_no_error(make: Any, oidc_provider: OidcProvider) -> None:
    _, page = log_in(make("oidc", f'orgnr = "{HUSBANKEN}"'), oidc_provider, "oidc", cancel=True)
    assert "Innloggingen ble avbrutt" in fault_on(page)


def test_a_code_is_worth_nothing_without_our_verifier(make: Any, oidc_provider: OidcProvider) -> None:
    """Somebody else's code, injected into a login of this browser, fits neither its PKCE nor its nonce."""
    api = make("oidc", f'orgnr = "{HUSBANKEN}"')
    attacker, victim = FederatedBrowser(api), FederatedBrowser(api)
    stolen = oidc_provider.log_in(attacker.go_to("oidc"), sub="somebody")
    state = parse_qs(urlsplit(victim.go_to("oidc")).query)["state"][0]
    page = victim.return_to("oidc", {**stolen, "state": state})
    assert "Svaret fra innloggingstjenesten kunne ikke brukes" in fault_on(page)


def test_somebody_new_is_provisioned(make: Any, database: Database, oidc_provider: OidcProvider) -> None:
    api = make("oidc", f'orgnr = "{HUSBANKEN}"', 'scopes = ["openid", "email", "profile"]', "provisions = true")
    named = {"email": "fag@husbanken.example", "email_verified": True, "name": "Fagperson"}
    _, page = log_in(api, oidc_provider, "oidc", sub=uuid4().hex, **named)
    assert "code" in answer_of(page)
    (person,) = people(database)
    assert roles_of(database, person.id) == {HUSBANKEN: "employee"}
