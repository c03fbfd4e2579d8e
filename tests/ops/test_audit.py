"""The audit names what is locked and known to be bad."""

import json

import httpx

from tests.ops.audit import advisories, locked


def test_names_each_version_with_an_advisory_and_its_locks() -> None:
    asked: list[dict[str, object]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.extend(json.loads(request.content)["queries"])
        results = [{"vulns": [{"id": "GHSA-x"}]} if '"jinja2"' in json.dumps(one) else {} for one in asked]
        return httpx.Response(200, json={"results": results})

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        (line,) = advisories(client)
    version = next(version for name, version in locked() if name == "jinja2")
    assert line == f"jinja2 {version} (requirements-run.lock, requirements.lock): GHSA-x"
    assert [one["version"] for one in asked if "pytest" in str(one["package"]).split("'")] == [
        version for name, version in locked() if name == "pytest"
    ]
