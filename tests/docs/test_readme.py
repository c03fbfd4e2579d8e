"""The README and the table of capabilities: what they promise is there."""

import re

from ressurspool.ops.addresses import PORTS
from services.kit.settings import PROJECT_ROOT
from services.scheme.services import SERVICES
from tests.docs.pages import fenced, text_of

README = PROJECT_ROOT / "README.md"
CAPABILITIES = PROJECT_ROOT / "docs" / "capabilities.md"


class TestReadme:
    def test_begins_with_the_two_commands(self) -> None:
        first = fenced(README, "bash")[0].splitlines()
        assert [line.partition("#")[0].strip() for line in first] == ["make demo", "make test"]

    def test_shows_the_ports_the_services_have(self) -> None:
        text = text_of(README)
        assert [name for name in SERVICES if f"| `{name}` | {PORTS[name]} |" not in text] == []

    def test_asks_for_tokens_of_roles_the_demo_has(self) -> None:
        roles = set(re.findall(r"token --as ([a-z-]+)", text_of(README)))
        demo = "\n".join(text_of(file) for file in (PROJECT_ROOT / "ressurspool/ops/demo").glob("*.py"))
        assert roles
        assert [role for role in roles if f'"{role}":' not in demo] == []


class TestCapabilities:
    def test_name_a_test_for_everything_that_was_asked(self) -> None:
        table = text_of(CAPABILITIES).partition("| asked |")[2].partition("\n\n")[0]
        rows = [line for line in table.splitlines() if line.startswith("| ")]
        assert len(rows) > 10
        assert [row for row in rows if "`tests/" not in row] == []
