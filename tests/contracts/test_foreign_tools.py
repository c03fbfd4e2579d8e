"""Tools that others wrote read the OpenAPI files without a complaint: no error, no warning, nothing left out."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from ressurspool.ops.openapi import MERGED
from services.kit.settings import PROJECT_ROOT
from services.scheme.services import SERVICES
from tests.support.counts import FULL
from tests.support.generated_client import complaints
from tests.support.node_parties import installed

SECONDS = 60
FILES = sorted((PROJECT_ROOT / "openapi").glob("*.yaml"))
LINTED = FILES if FULL else [PROJECT_ROOT / "openapi" / f"{MERGED}.yaml"]  # which has what is in the others
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}  # they call nobody


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Redocly, Spectral, openapi-typescript and the TypeScript compiler."""
    sources = PROJECT_ROOT / "tests" / "support" / "node_openapi"
    return installed(sources, tmp_path_factory.mktemp("node") / "openapi")


def run(tools: Path, tool: str, arguments: Sequence[str]) -> str:
    """What the tool says. It has to be content."""
    command = [str(tools / "node_modules" / ".bin" / tool), *arguments]
    env = {"PATH": os.environ["PATH"], "HOME": str(tools), **QUIET}
    ran = subprocess.run(command, cwd=tools, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert ran.returncode == 0, (ran.stdout + ran.stderr)[-3000:]
    return ran.stdout + ran.stderr


def redocly(tools: Path, files: Sequence[Path]) -> str:
    return run(tools, "redocly", ["lint", "--config", "redocly.yaml", "--format", "codeframe", *map(str, files)])


def spectral(tools: Path, files: Sequence[Path]) -> str:
    return run(tools, "spectral", ["lint", "--ruleset", ".spectral.yaml", "--fail-severity", "hint", *map(str, files)])


def spoilt(folder: Path) -> Path:
    """The file of needs, with a tag that nothing explains and an operation that does not say who may call it."""
    description = yaml.safe_load((PROJECT_ROOT / "openapi" / "needs.yaml").read_text(encoding="utf-8"))
    operation = description["paths"]["/v1/needs"]["get"]
    operation["tags"] = ["nowhere"]
    del operation["security"]
    file = folder / "spoilt.yaml"
    file.write_text(yaml.safe_dump(description), encoding="utf-8")
    return file


def test_there_are_seven_files() -> None:
    assert sorted(file.stem for file in FILES) == sorted([*SERVICES, MERGED])


def test_redocly_has_no_complaint(tools: Path) -> None:
    assert "warning" not in redocly(tools, LINTED).lower().replace("deprecation warning", "")


def test_spectral_has_no_complaint(tools: Path) -> None:
    spectral(tools, LINTED)


def test_both_complain_about_a_spoilt_file(tools: Path, tmp_path: Path) -> None:
    for lint in (redocly, spectral):
        with pytest.raises(AssertionError):
            lint(tools, [spoilt(tmp_path)])


def test_the_types_compile_strictly(tools: Path) -> None:
    run(tools, "openapi-typescript", [str(PROJECT_ROOT / "openapi" / "ressurspool.yaml"), "--output", "types.ts"])
    run(tools, "tsc", ["--strict", "--noEmit", "--exactOptionalPropertyTypes", "client.ts"])


def test_the_generator_of_python_clients_leaves_nothing_out(tmp_path: Path) -> None:
    assert complaints(PROJECT_ROOT / "openapi" / "ressurspool.yaml", tmp_path / "generated") == []
    shutil.rmtree(tmp_path / "generated")


def test_it_says_what_it_leaves_out(tmp_path: Path) -> None:
    """As it did when renamed schemas kept their titles: two classes of one name."""
    path = PROJECT_ROOT / "openapi" / "ressurspool.yaml"
    description = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name in ("NeedsStandingRead", "PoolStandingRead"):
        description["components"]["schemas"][name]["title"] = "StandingRead"
    file = tmp_path / "twice.yaml"
    file.write_text(yaml.safe_dump(description), encoding="utf-8")
    assert complaints(file, tmp_path / "generated")
