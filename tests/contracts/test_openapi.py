"""The files in openapi/ say what the code says, in valid OpenAPI."""

import pytest
import yaml
from openapi_spec_validator import validate

from ressurspool.ops.openapi import MERGED, drift
from services.kit.settings import PROJECT_ROOT
from services.scheme.services import SERVICES
from tests.contracts.descriptions import described

FOLDER = PROJECT_ROOT / "openapi"
FILES = [*SERVICES, MERGED]


def test_there_is_a_file_for_each_service_and_one_for_the_origin() -> None:
    assert sorted(file.stem for file in FOLDER.iterdir()) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_current(name: str) -> None:
    assert drift(FOLDER, {name: described()[name]}) == [], "run `make openapi`, and read the change"


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_valid(name: str) -> None:
    validate(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("service", SERVICES)
def test_the_origin_has_every_operation_once(service: str) -> None:
    own = {
        f"{service}_{operation['operationId']}"
        for item in described()[service]["paths"].values()
        for operation in item.values()
    }
    paths = described()[MERGED]["paths"].values()
    merged = [operation["operationId"] for item in paths for operation in item.values()]
    assert own <= set(merged)
    assert len(merged) == len(set(merged))
