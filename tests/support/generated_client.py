"""A Python client that openapi-python-client makes of our description, for tests: it knows nothing else of us."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from services.kit.settings import PROJECT_ROOT

NAME = "generated_ressurspool"


def complaints(description: Path, folder: Path) -> list[str]:
    """Make a client in the folder; returns what the generator could not make."""
    config = Config.from_sources(
        config_file=ConfigFile(post_hooks=[]),
        meta_type=MetaType.NONE,
        document_source=description,
        file_encoding="utf-8",
        overwrite=True,
        output_path=folder,
    )
    return [f"{error.header}: {error.detail}" for error in generate(config=config)]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package, to import modules of by `module_of`."""
    folder = tmp_path_factory.mktemp("generated")
    assert complaints(PROJECT_ROOT / "openapi" / "ressurspool.yaml", folder / NAME) == []
    sys.path.insert(0, str(folder))
    yield importlib.import_module(NAME)
    sys.path.remove(str(folder))


def operation(package: Any, tag: str, name: str) -> Any:
    """The module of one operation, with its `sync_detailed`."""
    return importlib.import_module(f"{package.__name__}.api.{tag}.{name}")


def body(module: Any, content: dict[str, Any]) -> Any:
    """The body of the operation, of the class that the generator made for it."""
    return get_type_hints(module.sync_detailed)["body"].from_dict(content)
