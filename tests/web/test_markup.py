"""The judge of the pages' HTML is judged itself."""

import pytest

from tests.web.markup import html_faults

GOOD = (
    "<!doctype html><html lang=nb><title>x</title><body><label for=a>A</label>"
    "<input id=a><p>text</p><ul><li>one</li></ul></body></html>"
)


class TestHtmlFaults:
    def test_are_none_in_a_good_page(self) -> None:
        assert html_faults(GOOD) == []

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            ("<!doctype html>", ""),
            ("<p>text</p>", "<p><div>text</div></p>"),
            ("<p>text</p>", "<p>text</span></p>"),
            ("<p>text</p>", "<p id=a>text</p>"),
            ("for=a", "for=b"),
            ("<li>one</li>", "<p>one</p>"),
        ],
    )
    def test_are_found(self, right: str, wrong: str) -> None:
        assert html_faults(GOOD.replace(right, wrong)) != []
