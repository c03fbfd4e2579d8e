"""If-Match and If-None-Match as RFC 9110 §13.1 has them, after whatever a proxy made of our tags."""

import pytest

from services.kit.web.entity_tags import Condition

OURS = '"2-20222b2fb5f2"'


class TestRead:
    @pytest.mark.parametrize(
        "header",
        [
            OURS,
            f"W/{OURS}",
            f'"x", {OURS}',
            f'{OURS},"x"',
            f", {OURS} ,,",
            f'"",{OURS}',
            f'"a,b", {OURS}',
            '"2-20222b2fb5f2-gzip"',
            'W/"2-20222b2fb5f2--gzip"',
            '"2-20222b2fb5f2-br"',
        ],
    )
    def test_finds_ours_in_a_list(self, header: str) -> None:
        condition = Condition.read(header)
        assert condition.names(OURS)
        assert condition.names_version(2)
        assert not condition.names('"3-20222b2fb5f2"')
        assert not condition.names_version(3)

    def test_takes_anything_for_a_star(self) -> None:
        assert Condition.read("*").names(OURS)
        assert Condition.read("*").names_version(7)

    @pytest.mark.parametrize("header", ['"x"', 'W/"x", "y"', '"é"', '"2x"', '"-2"', '"2-20222b2fb5f2-zip"', '"*"'])
    def test_does_not_find_ours_where_it_is_not(self, header: str) -> None:
        assert not Condition.read(header).names(OURS)
        assert not Condition.read(header).names_version(2)

    @pytest.mark.parametrize(
        "header",
        [
            *("", " ", ",", "2", "x", '"', '"x', 'x"', '"x" "y"', '"x""y"', 'w/"x"', 'W/ "x"', "W/x", '*, "x"', "**"),
            *('"a b"', '"a\x7f"', "'x'", '"x"; "y"', f"{OURS}\n"),
        ],
    )
    def test_refuses_what_is_no_list_of_tags(self, header: str) -> None:
        with pytest.raises(ValueError, match="no entity-tag"):
            Condition.read(header)

    def test_is_quick_on_the_longest_header(self) -> None:
        for header in ("," * 16_000, '"x"' + " " * 16_000 + "x", '"x",' * 4_000 + "x", '"x"' + ", " * 8_000 + '"'):
            with pytest.raises(ValueError, match="no entity-tag"):
                Condition.read(header)
