"""The settings of a deployment, held against those the services read."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.utils import canonicalize_name

from ressurspool.ops.addresses import PORTS
from ressurspool.ops.settings import settings_class
from ressurspool.ops.site.files import CONTENT_SECURITY
from services.kit.settings import PROJECT_ROOT
from services.kit.web.middleware import BODY_SECONDS
from services.scheme.services import PROCESSES, SERVICES
from tests.ops.run_lock import blocks, run_lock

NOT_OURS = {"FORWARDED_ALLOW_IPS"}  # uvicorn's
OURS = {"services", "vocabulary", "ressurspool", "migrations"}
OPTIONAL = {"rdflib"}  # of the extra `skos`, which production does not have


def read(name: str) -> str:
    return (PROJECT_ROOT / name).read_text(encoding="utf-8")


def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(read("docker-compose.yml"))
    return parsed


def variables_of(service: str) -> set[str]:
    return {f"{service}_{name}".upper() for name in settings_class(service).model_fields}


def example_variables() -> set[str]:
    return set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]*)=", read(".env.example"), flags=re.MULTILINE))


def asked_of_the_operator() -> set[str]:
    return set(re.findall(r"\$\{([A-Z0-9_]+)", read("docker-compose.yml")))


class TestCompose:
    @pytest.mark.parametrize("service", PROCESSES)
    def test_gives_a_service_its_settings_and_no_others(self, service: str) -> None:
        given = set(compose()["services"][service]["environment"])
        assert given - NOT_OURS == variables_of(service)

    @pytest.mark.parametrize("service", PROCESSES)
    def test_starts_each_service_by_its_command_and_probes_it(self, service: str) -> None:
        services = compose()["services"][service]
        assert services["command"][:2] == ["serve", service]
        assert services["healthcheck"]["test"] == ["CMD", "ressurspool-ops", "probe", service]
        assert services["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}

    @pytest.mark.parametrize("service", PROCESSES)
    def test_runs_a_service_as_production_with_secrets_of_its_own(self, service: str) -> None:
        environment = compose()["services"][service]["environment"]
        assert environment[f"{service.upper()}_ENVIRONMENT"] == "production"
        secrets = {name for name in environment if name.endswith(("_CLIENT_SECRET", "_PASSPHRASE", "_SECRETS"))}
        assert not [name for name in secrets if "development" in (environment[name] or "")]

    def test_sends_each_service_to_its_siblings_ports(self) -> None:
        services = compose()["services"]
        for service in PROCESSES:
            for name, value in services[service]["environment"].items():
                sibling = name.removeprefix(f"{service.upper()}_").removesuffix("_URL").lower()
                if sibling in SERVICES:
                    assert value == f"http://{sibling}:{PORTS[sibling]}"

    def test_migrates_every_database_before_anything_starts(self) -> None:
        given = set(compose()["services"]["migrate"]["environment"])
        assert given == {f"{service.upper()}_DATABASE_URL" for service in PROCESSES}

    def test_publishes_nothing_but_the_origin(self) -> None:
        published = {name for name, entry in compose()["services"].items() if "ports" in entry}
        assert published == {"origin"}

    def test_confines_every_container(self) -> None:
        for name, entry in compose()["services"].items():
            confined = entry["read_only"], entry["cap_drop"], entry["security_opt"]
            assert confined == (True, ["ALL"], ["no-new-privileges:true"]), name
            assert {"pids_limit", "mem_limit"} <= set(entry), name
            assert "/tmp" in entry["tmpfs"], name
        added = {name: entry["cap_add"] for name, entry in compose()["services"].items() if "cap_add" in entry}
        assert added == {"origin": ["NET_BIND_SERVICE"]}

    @pytest.mark.parametrize("service", PROCESSES)
    def test_publishes_metrics_within_its_network_only(self, service: str) -> None:
        assert compose()["services"][service]["environment"][f"{service.upper()}_METRICS_PORT"] == 9090
        assert "9090" not in read("deploy/Caddyfile")

    def test_lets_the_operator_pin_every_image(self) -> None:
        images = [entry["image"] for entry in compose()["services"].values()]
        images += re.findall(r"^(?:ARG|FROM) (\S+)", read("Dockerfile"), flags=re.MULTILINE)
        fixed = {"ressurspool", "ressurspool-origin", "packages"}  # made of the others
        fixed |= {"PYTHON_IMAGE=python:3.11-slim", "${PYTHON_IMAGE}", "CADDY_IMAGE=caddy:2", "${CADDY_IMAGE}"}
        assert {one for one in images if not re.fullmatch(r"\$\{[A-Z]+_IMAGE:-\S+\}", one)} == fixed

    def test_asks_only_for_what_the_example_names(self) -> None:
        assert asked_of_the_operator() <= example_variables()


class TestExample:
    def test_names_every_setting_of_every_service(self) -> None:
        every = set().union(*map(variables_of, PROCESSES))
        assert every <= example_variables()

    def test_names_nothing_that_nobody_reads(self) -> None:
        every = set().union(*map(variables_of, PROCESSES))
        assert example_variables() <= every | asked_of_the_operator()

    def test_holds_no_secret(self) -> None:
        given = re.findall(r"^([A-Z0-9_]+)=(.+)$", read(".env.example"), flags=re.MULTILINE)
        assert given == [("ORIGIN", "http://localhost:8000")]

    @pytest.mark.parametrize("service", PROCESSES)
    def test_tells_the_defaults_there_are(self, service: str) -> None:
        found = dict(re.findall(r"^# ([A-Z0-9_]+)=(.*)$", read(".env.example"), flags=re.MULTILINE))
        for name, field in settings_class(service).model_fields.items():
            if isinstance(field.default, str | int | Path):
                default = str(field.default)
                shown = default.lower() if isinstance(field.default, bool) else default
                assert found[f"{service}_{name}".upper()] == shown


class TestReverseProxy:
    @pytest.mark.parametrize("service", PROCESSES)
    def test_leads_to_each_service(self, service: str) -> None:
        assert f"reverse_proxy {service}:{PORTS[service]}" in read("deploy/Caddyfile")
        assert f"/{service}/*" in read("deploy/Caddyfile")

    def test_serves_the_pages_under_the_same_policy_as_in_development(self) -> None:
        (policy,) = re.findall(
            r'^\theader Content-Security-Policy "(.+)"$', read("deploy/Caddyfile"), flags=re.MULTILINE
        )
        assert policy == CONTENT_SECURITY
        assert "COPY --from=site /site /srv/site" in read("Dockerfile")

    def test_bounds_headers_and_slow_clients(self) -> None:
        """As tried with Debian's caddy 2.6.2: 431 for 40 KB of headers, and ten seconds for half a header."""
        (servers,) = re.findall(r"^\tservers \{\n(.+?)^\t\}", read("deploy/Caddyfile"), flags=re.MULTILINE | re.DOTALL)
        bounds = "max_header_size 16KB timeouts { read_header 10s read_body 30s idle 2m }"
        assert " ".join(servers.split()) == bounds
        assert BODY_SECONDS < 30, "a service answers before the proxy ends the connection"

    def test_tells_browsers_over_tls_to_stay_there(self) -> None:
        found = re.findall(r"^\t(@tls .+|header .*Strict-.+)$", read("deploy/Caddyfile"), flags=re.MULTILINE)
        assert found == ["@tls protocol https", "header @tls Strict-Transport-Security max-age=31536000"]


class TestDatabases:
    @pytest.mark.parametrize("service", PROCESSES)
    def test_are_one_for_each_service_with_a_password_of_its_own(self, service: str) -> None:
        made = f'make_database {service} "${service.upper()}_DATABASE_PASSWORD"'
        assert made in read("deploy/postgres/10-databases.sh")
        assert f"{service.upper()}_DATABASE_PASSWORD" in compose()["services"]["postgres"]["environment"]


class TestImage:
    def test_runs_as_nobody_in_particular(self) -> None:
        users = re.findall(r"^USER (.+)$", read("Dockerfile"), flags=re.MULTILINE)
        assert users
        assert users[-1] not in {"root", "0"}

    def test_has_a_health_check(self) -> None:
        assert re.search(r'^HEALTHCHECK .*"ressurspool-ops", "probe"', read("Dockerfile"), flags=re.MULTILINE)

    def test_copies_what_the_ignore_file_lets_through(self) -> None:
        let_through = set(re.findall(r"^!(.+)$", read(".dockerignore"), flags=re.MULTILINE))
        copied = re.findall(r"^COPY (?!--from)(.+) \S+$", read("Dockerfile"), flags=re.MULTILINE)
        assert {name for names in copied for name in names.split()} == let_through

    def test_exposes_the_services_ports(self) -> None:
        exposed = re.findall(r"^EXPOSE (.+)$", read("Dockerfile"), flags=re.MULTILINE)
        assert exposed[0].split() == [str(PORTS[service]) for service in PROCESSES]


class TestRunLock:
    """What production installs, without what only tests and checks need."""

    def test_is_what_the_dependencies_come_to_as_in_the_full_lock(self) -> None:
        assert read("requirements-run.lock") == run_lock()

    def test_has_hashes_and_no_addresses(self) -> None:
        for name, block in blocks(read("requirements-run.lock")).items():
            assert "--hash=sha256:" in block, name
        assert not re.search(r"https?:|--(?:extra-)?index", read("requirements-run.lock"))

    def test_has_what_the_packages_import(self) -> None:
        distributions, locked = packages_distributions(), set(blocks(read("requirements-run.lock")))
        missing = {
            name for name in imported() if not locked & {canonicalize_name(one) for one in distributions.get(name, ())}
        }
        assert missing - OPTIONAL == set()

    def test_is_what_the_image_installs(self) -> None:
        assert re.findall(r"--require-hashes -r (\S+)", read("Dockerfile")) == ["requirements-run.lock"]


def imported() -> set[str]:
    """The packages of others that ours import, by the name of the import."""
    found = set()
    for room in OURS - {"migrations"}:
        for file in (PROJECT_ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
                found |= {name.partition(".")[0] for name in names}
    return found - set(sys.stdlib_module_names) - OURS


class TestMakefile:
    def test_names_a_purpose_for_every_target(self) -> None:
        phony = re.findall(r"^\.PHONY: (.+)$", read("Makefile"), flags=re.MULTILINE)[0].split()
        found = re.findall(r"^([a-z-]+):.*## ", read("Makefile"), flags=re.MULTILINE)
        assert set(phony) == set(found)
