"""What schemathesis thinks of is answered as the descriptions say (docs/decisions/0067)."""

import pytest

from tests.access.generated import furnished, played_by_schemathesis
from tests.access.scene import Scene
from tests.access.scenes import SCENES
from tests.support.counts import Measured
from tests.support.databases import ENGINES, migrated_database

EXCEPTIONS = {  # service, check, operation: why
    ("auth", "refused_for_its_form", "POST /v1/organisations/{orgnr}/mail-domains"): "not every hostname is a domain",
    ("auth", "refused_for_its_form", "GET /v1/organisation-names"): "a number's last digit checks the others",
    ("auth", "refused_for_its_form", "POST /v1/clients"): "not all signs make an odd number of whole bytes, as n is",
    ("auth", "refused_for_its_form", "POST /v1/clients/{client_key}/keys"): "the same",
    ("auth", "refused_for_its_form", "POST /v1/invitations/acceptance"): "an old password may be shorter than a new",
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("scene", SCENES.values(), ids=str)
def test_answers_are_as_described(scene: Scene, engine: str, measured: Measured) -> None:
    with migrated_database(engine, scene.service) as url, furnished(scene, url) as (app, things):
        outcome = played_by_schemathesis(scene, app, things)
    unexpected = {key: told for key, told in outcome.failures.items() if (scene.service, *key) not in EXCEPTIONS}
    excepted = len(outcome.failures) - len(unexpected)
    measured(f"schemathesis: {scene.service} on {engine}: {outcome}, {len(unexpected)} failures, {excepted} excepted")
    assert not unexpected, "\n".join(f"{' '.join(key)}: {told}" for key, told in unexpected.items())
    assert outcome.statuses.total() > len(app.openapi()["paths"])


def test_negative_control_an_answer_that_is_not_described_is_noticed() -> None:
    scene = SCENES["notify"]
    with migrated_database("sqlite", scene.service) as url, furnished(scene, url) as (app, things):
        for methods in app.openapi()["paths"].values():
            for operation in methods.values():
                operation["responses"] = {"418": {"description": "What nobody answers"}}
        outcome = played_by_schemathesis(scene, app, things)
    assert {check for check, _ in outcome.failures} == {"status_code_conformance"}
