"""The origin's own pages: all there, nothing on them from elsewhere, and each problem's type leads to one."""

import asyncio
import json
import re
from pathlib import Path

import httpx
import pytest
import yaml

from ressurspool.ops.origin import create_origin
from ressurspool.ops.site.files import CONTENT_SECURITY, find, write
from services.kit.language import Language
from services.kit.web.problems import TYPE
from services.kit.web.texts import PROBLEMS
from services.scheme.services import SERVICES
from tests.architecture.rooms import errors_of
from tests.contracts.descriptions import described


def asked(path: str, method: str = "GET") -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(create_origin())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
            return await client.request(method, path)

    return asyncio.run(ask())


def content(path: str) -> str:
    file = find(path)
    assert file is not None, path
    return file.content


class TestPages:
    @pytest.mark.parametrize("path", ["/api", "/docs", "/problems", "/problems/not-found"])
    def test_load_nothing_from_elsewhere(self, path: str) -> None:
        answer = asked(path)
        assert answer.headers["Content-Type"].startswith("text/html")
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY
        loaded = re.findall(r'(?:src|href)="([^"]*)"', answer.text)
        assert [address for address in loaded if not re.match(r"/(?!/)|data:,$", address)] == []
        assert "<script>" not in answer.text  # the policy would refuse it

    @pytest.mark.parametrize("path", ["/api", "/problems/not-found"])
    def test_are_in_three_languages(self, path: str) -> None:
        assert re.findall(r'<section lang="(\w+)">', content(path)) == list(Language)

    def test_lead_only_to_what_is_there(self) -> None:
        for address in re.findall(
            r'(?:src|href)="(/[^"]*)"', content("/api") + content("/docs") + content("/problems")
        ):
            segment = address.split("/")[1]
            assert find(address) is not None or segment in {*SERVICES, ".well-known"}, address

    def test_name_every_service(self) -> None:
        assert [name for name in SERVICES if f'href="/{name}/docs"' not in content("/api")] == []

    def test_answer_head_without_a_body_and_refuse_a_post(self) -> None:
        assert (asked("/api", "HEAD").status_code, asked("/api", "HEAD").content) == (200, b"")
        assert asked("/api", "POST").status_code == 404


class TestDescription:
    def test_is_the_merged_one_in_both_forms(self) -> None:
        assert json.loads(content("/openapi.json")) == described()["ressurspool"]
        assert yaml.safe_load(content("/openapi.yaml")) == described()["ressurspool"]

    def test_is_what_the_page_reads(self) -> None:
        assert '"/openapi.json"' in content("/pages/docs.js")


class TestProblems:
    @pytest.mark.parametrize("service", SERVICES)
    def test_have_a_page_at_their_type(self, service: str) -> None:
        codes = {error.code for error in errors_of(service)} | set(PROBLEMS)
        words = {code.partition(":")[0] for code in codes} - {"not-modified"}
        assert [code for code in sorted(words) if find(TYPE + code) is None] == []

    def test_say_what_to_do_without_what_only_an_answer_knows(self) -> None:
        assert PROBLEMS["not-found"][Language.NN].partition(".")[0] in content("/problems/not-found")
        assert "{" not in content("/problems/not-permitted")


def test_files_are_as_a_web_server_wants_them(tmp_path: Path) -> None:
    count = write(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(written) == count
    assert {"api.html", "docs.html", "problems.html", "problems/not-found.html", "openapi.yaml"} <= written
