"""What is edited keeps what nobody changed: the client reads all that it sends."""

import pytest
import yaml
from pydantic import BaseModel

from ressurspool.client.needs import Need, NeedDraft
from ressurspool.client.pool import Expert, Profile
from services.kit.settings import PROJECT_ROOT


@pytest.mark.parametrize(
    ("service", "schema", "sent", "read"),
    [("pool", "ExpertUpdate", Profile, Expert), ("needs", "NeedUpdate", NeedDraft, Need)],
)
def test_every_part_of_an_edit_is_read_and_sent(
    service: str, schema: str, sent: type[BaseModel], read: type[BaseModel]
) -> None:
    described = yaml.safe_load((PROJECT_ROOT / f"openapi/{service}.yaml").read_text(encoding="utf-8"))
    parts = set(described["components"]["schemas"][schema]["properties"])
    assert set(sent.model_fields) == parts
    assert parts - set(read.model_fields) == set()
