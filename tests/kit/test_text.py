"""Texts, languages, cursors, clocks and state machines."""

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.kit import clock
from services.kit.data.pagination import PageRequest
from services.kit.errors import InvalidCursor, WrongState
from services.kit.language import Language, preferred
from services.kit.text import Line, Note, Orgnr, Prose, Slug
from services.pool.domain import LIFE, State
from services.scheme.organisations import is_orgnr

LINE, NOTE, PROSE, SLUG, ORGNR = (TypeAdapter(kind) for kind in (Line, Note, Prose, Slug, Orgnr))


class TestLine:
    @given(st.text(max_size=300))
    def test_is_clean_or_refused(self, text: str) -> None:
        try:
            line = LINE.validate_python(text)
        except ValidationError:
            return
        assert line
        assert line == line.strip()
        line.encode()

    @pytest.mark.parametrize("text", ["", " ", "a\nb", "a\u2028b", "a\x00", "\x1b[31m", "\ud800", "x" * 201, "\ue000"])
    def test_refuses(self, text: str) -> None:
        with pytest.raises(ValidationError):
            LINE.validate_python(text)

    @pytest.mark.parametrize("sign", [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
    @pytest.mark.parametrize("kind", [LINE, NOTE, PROSE])
    def test_cannot_turn_the_direction_of_what_follows(self, kind: TypeAdapter[str], sign: str) -> None:
        with pytest.raises(ValidationError, match="forbidden_character"):
            kind.validate_python(f"Kari {sign}Nordmann")

    @pytest.mark.parametrize("text", ["q\u0307", "نی\u200cخواهم", "क\u094d\u200dष", "\u200fعلي", "👩\u200d🔬"])
    def test_keeps_marks_and_joiners_of_other_scripts(self, text: str) -> None:
        assert LINE.validate_python(text) == PROSE.validate_python(text) == text

    def test_is_composed(self) -> None:
        assert LINE.validate_python("A\u030a") == "Å"


class TestWhatIsSeen:
    """Composed, without invisible ends, then counted."""

    @pytest.mark.parametrize(
        "text",
        [
            *("   ", "\n", "\u200b\u200b", "\ufeff", "\u2060\u00ad", "\u3164", "\u2800", "\u115f\u1160", "\u2065"),
            *("\u200e\u200f", "\ufe0f", "\U000e0041", "\u200b\u061c\u200b", "\u180e", "\ufff0\ufff8", "\U0001d159"),
        ],
    )
    def test_a_line_of_nothing_visible_is_blank(self, text: str) -> None:
        with pytest.raises(ValidationError, match="blank"):
            LINE.validate_python(text)
        assert PROSE.validate_python(text) == ""

    @pytest.mark.parametrize("end", ["\ufeff", "\u200b", "\u00a0", "\u200d", "\t\n", "\u3000\u2060", "\r\n", "\u2028"])
    def test_invisible_ends_are_cut(self, end: str) -> None:
        for sent in (f"{end}Tjenestedesigner", f"Tjenestedesigner{end}", f"{end} Tjenestedesigner {end}"):
            assert LINE.validate_python(sent) == PROSE.validate_python(sent) == "Tjenestedesigner"

    @pytest.mark.parametrize(
        "text", ["❤\ufe0f", "1\ufe0f\u20e3", "🏴\U000e0067\U000e0062\U000e007f", "a\u00adb", "a\u200bb"]
    )
    def test_what_belongs_to_a_visible_sign_stays(self, text: str) -> None:
        assert LINE.validate_python(text) == text

    @pytest.mark.parametrize("sign", ["\U0001fa77", "\U0001fae9", "\U00031350", "\U0001e4d0", "\u0378"])
    @pytest.mark.parametrize("kind", [LINE, NOTE, PROSE])
    def test_signs_newer_than_the_interpreters_table_pass(self, kind: TypeAdapter[str], sign: str) -> None:
        assert kind.validate_python(f"Gleder meg {sign}") == f"Gleder meg {sign}"

    @pytest.mark.parametrize("sign", ["\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\U000f0000"])
    @pytest.mark.parametrize("kind", [LINE, NOTE, PROSE])
    def test_noncharacters_and_private_use_do_not(self, kind: TypeAdapter[str], sign: str) -> None:
        with pytest.raises(ValidationError, match="forbidden_character"):
            kind.validate_python(f"a{sign}b")

    @pytest.mark.parametrize(("kind", "most"), [(LINE, 200), (NOTE, 2000), (PROSE, 4000)])
    def test_is_counted_as_it_is_kept(self, kind: TypeAdapter[str], most: int) -> None:
        assert kind.validate_python("a\u030a" * most) == "å" * most
        assert kind.validate_python("ệ" * most) == kind.validate_python("e\u0323\u0302" * most)
        assert kind.validate_python(" " * most + "a" * most) == "a" * most
        for sent in ("å" * (most + 1), "a" * (most + 1), "a" * 300_000):
            with pytest.raises(ValidationError, match="too_long"):
                kind.validate_python(sent)

    def test_endless_marks_are_refused_before_they_are_composed(self) -> None:
        with pytest.raises(ValidationError, match="too_long"):
            PROSE.validate_python("a" + "\u0316\u0301" * 7000)

    @pytest.mark.parametrize("text", ["a\nb", "a\x85b", "a\x0bb"])
    def test_a_line_is_not_broken(self, text: str) -> None:
        with pytest.raises(ValidationError, match="forbidden_character"):
            LINE.validate_python(text)

    @given(st.text(max_size=50))
    def test_twice_is_once(self, text: str) -> None:
        try:
            once = PROSE.validate_python(text)
        except ValidationError:
            return
        assert PROSE.validate_python(once) == once


class TestOtherTexts:
    def test_prose_keeps_its_lines(self) -> None:
        assert PROSE.validate_python("a\r\n\tb\n") == "a\n\tb"
        assert PROSE.validate_python("a\u2028b\u2029c") == "a\nb\nc"

    @pytest.mark.parametrize("text", ["A", "a b", "a--b", "-a", "١", "å", "a\n"])
    def test_slugs_are_plain(self, text: str) -> None:
        with pytest.raises(ValidationError):
            SLUG.validate_python(text)


class TestOrgnr:
    @pytest.mark.parametrize("orgnr", ["991825827", "935478715", "942114184", "974760665"])
    def test_real_ones_check(self, orgnr: str) -> None:
        assert ORGNR.validate_python(orgnr) == orgnr

    @pytest.mark.parametrize("orgnr", ["991825828", "99182582", "9918258270", "٩٩١٨٢٥٨٢٧", "99182582a", "000000001"])
    def test_others_do_not(self, orgnr: str) -> None:
        assert not is_orgnr(orgnr)

    @given(st.integers(10**7, 10**8 - 1), st.integers(0, 9), st.integers(1, 9))
    def test_any_single_wrong_digit_is_noticed(self, base: int, place: int, shift: int) -> None:
        valid = [f"{base}{digit}" for digit in range(10) if is_orgnr(f"{base}{digit}")]
        for orgnr in valid:
            place %= 9
            wrong = orgnr[:place] + str((int(orgnr[place]) + shift) % 10) + orgnr[place + 1 :]
            assert not is_orgnr(wrong)


class TestPreferred:
    @pytest.mark.parametrize(
        ("header", "language"),
        [
            (None, "nb"),
            ("", "nb"),
            ("nn-NO, nb;q=0.8", "nn"),
            ("no", "nb"),
            ("en-GB", "en"),
            ("de, en;q=0.2, nn;q=0.5", "nn"),
            ("en;q=0, nn;q=0.1", "nn"),
            ("en;q=x", "nb"),
            ("en;Q=0.9", "en"),
            ("en ; Q=0.9 , nn;q=1.000", "nn"),
            ("en;q=inf, nn;q=0.1", "nn"),
            ("en;q=0.9999, nn;q=0.1", "nn"),
            ("xx" * 5000, "nb"),
        ],
    )
    def test_chooses(self, header: str | None, language: str) -> None:
        assert preferred(header) is Language(language)


class TestCursor:
    @given(st.text(max_size=80))
    def test_is_ours_or_refused(self, cursor: str) -> None:
        try:
            PageRequest.of(cursor=cursor, limit=1)
        except InvalidCursor:
            return

    @pytest.mark.parametrize(
        "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00"]
    )
    def test_at_the_ends_of_the_calendar_is_refused(self, moment: str) -> None:
        raised = json.dumps(["", moment, "00000000-0000-4000-8000-000000000000"])
        with pytest.raises(InvalidCursor):
            PageRequest.of(cursor=base64.urlsafe_b64encode(raised.encode()).decode(), limit=1)

    @pytest.mark.parametrize("place", [None, "2026-01-01", "2026-01-01T00:00:00+00:00"])
    def test_is_of_the_list_and_the_query_that_made_it(self, place: str | None) -> None:
        made = json.dumps(["mine", *([place] if place else []), "00000000-0000-4000-8000-000000000000"])
        cursor = base64.urlsafe_b64encode(made.encode()).decode()
        assert PageRequest.of(cursor=cursor, limit=1, query="mine").after is not None
        with pytest.raises(InvalidCursor):
            PageRequest.of(cursor=cursor, limit=1, query="another")

    @pytest.mark.parametrize("key", ["true", "1.0", "null", "-1"])
    def test_after_what_is_no_number_is_refused(self, key: str) -> None:
        """`true` is a number to Python, and none to PostgreSQL."""
        with pytest.raises(InvalidCursor):
            PageRequest.of(cursor=base64.urlsafe_b64encode(f'["", {key}]'.encode()).decode(), limit=1)


class TestClock:
    def test_days_are_norways(self) -> None:
        with clock.stopped_at(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
            assert str(clock.today()) == "2027-01-01"


class TestMachine:
    def test_terminal_states_are_terminal(self) -> None:
        assert LIFE.legal(State.WITHDRAWN) == []

    def test_an_illegal_step_names_the_legal_verbs(self) -> None:
        with pytest.raises(WrongState) as raised:
            LIFE.step(State.DRAFT, "endorse")
        assert raised.value.facts["legal"] == ["edit", "submit", "withdraw"]
