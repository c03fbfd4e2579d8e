"""What `Allow` says of a path."""

import pytest

from tests.architecture.rooms import application
from tests.support.api import Api

READ_ONLY = "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/needs", "GET, HEAD, OPTIONS, POST"),  # two routes
        ("/needs/v1/needs", "GET, HEAD, OPTIONS, POST"),  # below its name too, as a proxy sends it
        ("/v1/needs/00000000-0000-4000-8000-000000000001", "GET, HEAD, OPTIONS, PUT"),
        ("/v1/needs/x/publication", "OPTIONS, POST"),
        ("/docs", READ_ONLY),
        ("/docs-assets/favicon.png", READ_ONLY),
    ],
)
def test_a_path_has_the_methods_of_all_its_routes(path: str, allowed: str) -> None:
    api = Api(application("needs"))
    assert api.request("TRACE", path).headers["Allow"] == allowed


def test_options_of_what_is_not_there_finds_nothing() -> None:
    answer = Api(application("needs")).request("OPTIONS", "/v1/nothing")
    assert answer.status_code == 404
    assert "Allow" not in answer.headers
