"""JSON is read in one way, and no value is made of another type."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

import pytest
from pydantic import AwareDatetime, Field, ValidationError

from services.kit.schemas import RequestModel
from services.kit.strict_json import read_json

ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


class Part(RequestModel):
    level: Annotated[int, Field(ge=1, le=3)]


class Asked(RequestModel):
    parts: list[Part] = []
    share: float = 0.5
    flag: bool | None = None
    day: Annotated[date, Field(le=date(2100, 1, 1))] = date(2027, 1, 1)
    at: AwareDatetime | None = None
    ids: list[UUID] = []


def taken(**given: Any) -> dict[str, Any]:
    return Asked.model_validate(given).model_dump(exclude_unset=True)


class TestReading:
    @pytest.mark.parametrize(
        "text",
        ['{"a": 1, "a": 1}', '[{"b": {"a": 1, "\\u0061": 2}}]', '{"": 0, "": 0}', "NaN", "[-Infinity]", "", "{} {}"],
    )
    def test_refuses_what_could_be_read_in_two_ways(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"name twice|not JSON|Expecting|Extra data"):
            read_json(text)

    def test_takes_the_same_name_in_different_objects(self) -> None:
        assert read_json('[{"a": 1}, {"a": {"a": 2}}]') == [{"a": 1}, {"a": {"a": 2}}]


class TestValues:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ({"parts": [{"level": 2}]}, {"parts": [{"level": 2}]}),
            ({"parts": [{"level": 2.0}]}, {"parts": [{"level": 2}]}),  # the same number of JSON
            ({"share": 1}, {"share": 1.0}),
            ({"flag": False}, {"flag": False}),
            ({"flag": None}, {"flag": None}),
            ({"day": "2028-02-29"}, {"day": date(2028, 2, 29)}),
            ({"day": date(2028, 2, 29)}, {"day": date(2028, 2, 29)}),  # of our own code
            ({"at": "2027-01-01t00:00:00.5z"}, {"at": datetime(2027, 1, 1, microsecond=500_000, tzinfo=UTC)}),
            ({"ids": [ID.upper()]}, {"ids": [UUID(ID)]}),
        ],
    )
    def test_of_the_type_are_taken(self, given: dict[str, Any], kept: dict[str, Any]) -> None:
        assert taken(**given) == kept

    @pytest.mark.parametrize(
        "given",
        [
            {"parts": [{"level": True}]},
            {"parts": [{"level": "2"}]},
            {"parts": [{"level": 2.5}]},
            {"share": "0.5"},
            {"share": True},
            {"flag": 1},
            {"flag": "yes"},
            {"day": 0},
            {"day": 1798761600.0},
            {"day": "1798761600"},
            {"day": "2027-01-01T00:00:00"},
            {"day": "2027-02-30"},
            {"at": 1798761600},
            {"at": "2027-01-01T00:00:00"},
            {"at": "2027-01-01T00:00:00+0100"},
            {"ids": [ID.replace("-", "")]},
            {"ids": [7]},
        ],
    )
    def test_of_another_are_refused(self, given: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            taken(**given)

    def test_keep_their_description(self) -> None:
        told = Asked.model_json_schema()["properties"]
        assert told["day"] == {"type": "string", "format": "date", "title": "Day", "default": "2027-01-01"}
        assert told["ids"]["items"] == {"type": "string", "format": "uuid"}
