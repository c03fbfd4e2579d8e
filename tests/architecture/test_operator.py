"""The operator's tool imports only main, settings and operator of a service."""

import ast

from services.scheme.services import SERVICES
from tests.architecture.rooms import named, parsed, sources

DOORS = {"main", "settings", "operator"}


def test_the_operators_tool_enters_services_by_their_doors() -> None:
    offenders = []
    for path in sources("ressurspool/ops"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            steps = [module.split(".") for module in modules]
            offenders += [
                f"{named(path)}: {'.'.join(each)}"
                for each in steps
                if each[0] == "services" and each[1] in SERVICES and each[2] not in DOORS
            ]
    assert offenders == []
