"""Refusing a request body is cheap, however much of it is wrong."""

from typing import Annotated, Any

import pytest
from pydantic import Field, ValidationError

from services.kit.schemas import RequestModel
from services.kit.web.problems import MAX_ERRORS, faults_in

MANY = {f"name-{number}": 0 for number in range(20_000)}


class Level(RequestModel):
    field: str


class Wish(RequestModel):
    title: str
    levels: Annotated[list[Level], Field(max_length=5)] = []


def faults_of(**given: Any) -> list[tuple[Any, ...]]:
    with pytest.raises(ValidationError) as refused:
        Wish.model_validate(given)
    return [(fault["type"], fault["loc"]) for fault in refused.value.errors()]


class TestUnknownNames:
    def test_are_one_fault_however_many(self) -> None:
        assert faults_of(title="a", **MANY) == [("extra_forbidden", ("name-0",))]

    def test_leave_the_other_faults_as_they_are(self) -> None:
        assert faults_of(**MANY) == [("missing", ("title",)), ("extra_forbidden", ("name-0",))]
        assert faults_of(**MANY, title=1)[0] == ("string_type", ("title",))

    def test_are_one_fault_of_each_object_below(self) -> None:
        levels = [{"field": "law"} | MANY, {"field": "law"}]
        assert faults_of(title="a", levels=levels) == [("extra_forbidden", ("levels", 0, "name-0"))]

    def test_are_let_through_by_none(self) -> None:
        assert Wish.model_validate({"title": "a", "levels": [{"field": "law"}]}).levels == [Level(field="law")]


class TestALongList:
    def test_is_one_fault_however_wrong_its_elements(self) -> None:
        assert faults_of(title="a", levels=[0] * 60_000) == [("too_long", ("levels",))]


class Counted(dict[str, Any]):
    looked_at = 0

    def __getitem__(self, name: str) -> Any:
        Counted.looked_at += name == "loc"
        return super().__getitem__(name)


class TestTold:
    def test_looks_at_no_more_faults_than_it_reports(self) -> None:
        found = [Counted(type="missing", loc=("body", f"name{number}")) for number in range(500)]
        assert len(faults_in(found)) == Counted.looked_at == MAX_ERRORS

    def test_reports_once_what_two_dependencies_read(self) -> None:
        found = [Counted(type="missing", loc=("body", "title"))] * 2
        assert faults_in(found) == [("/title", "missing")]
