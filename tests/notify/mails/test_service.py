"""What mails say: the same as text and as HTML, for everybody to read, with nothing fetched from anywhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from uuid import UUID

import pytest

from services.kit.language import Language
from services.notify.abouts.domain import MailAbout
from services.notify.mails.domain import LONGEST_SUBJECT, Content, MailedMessage, Why
from services.notify.mails.service import message_content
from services.notify.mails.templates import as_html, as_text
from services.notify.previews.domain import Sample, samples
from services.notify.previews.service import previews
from services.notify.texts.mails import WHY

SAMPLES = list(samples())
WEB = "https://r.example/web"
HOSTILE = {
    "html": '<script src="https://evil.example/x.js"></script><img src=x onerror=y> & "',
    "lines": "A\r\nBcc: b@b.example\n\nC",
    "turned": "\u202eA\u2066\u200f",
    "long": "x" * 20_000,
    "jinja": "{{ 7 * 7 }}{% raw %}{name}",
}


def written(sample: Sample, language: Language) -> Content:
    return message_content(sample.message, sample.about, name="Tjenestedesigner", language=language, web=WEB)


def an_offer(about: MailAbout, *, name: str = "Tjenestedesigner") -> Content:
    message = MailedMessage(message_id=UUID(int=1), code="candidacy_offered", subject=str(UUID(int=2)), params={})
    return message_content(message, about, name=name, language=Language.EN, web=WEB)


class Page(HTMLParser):
    """The words, tags and attributes of an HTML document."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.headings: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "img"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, "every element is closed in its place"

    def handle_data(self, data: str) -> None:
        if "body" in self._open:
            self.words += data.split()
        if "h1" in self._open:
            self.headings.append(data)

    def hrefs(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.tags if tag == "a"]


def words_of(text: str) -> list[str]:
    """The words without what only a text needs: the colon behind a label, the line before the end."""
    return [word.removesuffix(":") for word in text.split() if word != "--"]


@pytest.mark.parametrize("language", Language)
class TestEveryMail:
    def test_says_the_same_as_text_and_as_html(self, language: Language) -> None:
        for sample in SAMPLES:
            mail = written(sample, language)
            assert words_of(" ".join(Page(mail.html).words)) == words_of(mail.text), sample.title

    def test_has_a_language_one_heading_and_named_facts(self, language: Language) -> None:
        for sample in SAMPLES:
            page = Page(written(sample, language).html)
            assert ("html", {"lang": language}) in page.tags
            assert len(page.headings) == 1
            assert all(attrs == {"scope": "row"} for tag, attrs in page.tags if tag == "th")

    def test_links_to_our_own_page_only_and_fetches_nothing(self, language: Language) -> None:
        for sample in SAMPLES:
            mail = written(sample, language)
            page = Page(mail.html)
            assert all(href.startswith(f"{WEB}/") for href in page.hrefs())
            step, shown, preferences = page.hrefs()
            assert (step, preferences) == (shown, f"{WEB}/me/notifications")
            assert {step, preferences} <= set(mail.text.split())
            assert not {"img", "script", "link", "iframe", "form", "object"} & {tag for tag, _ in page.tags}
            assert not re.search(r"url\(|@import|src=| on[a-z]+=", mail.html)

    def test_has_no_gap_and_fits_its_subject(self, language: Language) -> None:
        for heading, mail in previews(language):
            assert 0 < len(mail.subject) <= LONGEST_SUBJECT, heading
            for part in (mail.subject, mail.text, mail.html.partition("<body>")[2]):
                assert not re.search(r"[{}]|None|not stated|ikke oppgitt|ikkje oppgitt", part), heading

    def test_names_no_person_in_its_subject(self, language: Language) -> None:
        for sample in SAMPLES:
            expert = sample.about.expert or "Tjenestedesigner, Bærum kommune"
            assert expert not in written(sample, language).subject


class TestFacts:
    def facts(self, about: MailAbout, **params: object) -> list[tuple[str, str]]:
        message = MailedMessage(
            message_id=UUID(int=1), code="placement_proposed", subject=str(UUID(int=2)), params=params
        )
        text = message_content(message, about, name="N", language=Language.EN, web=WEB).text
        lines = text.partition("\n\nRead the terms")[0].rpartition("\n\n")[2].splitlines()
        return [(label, value) for label, _, value in (line.partition(": ") for line in lines)]

    def test_are_those_that_the_reader_may_know(self) -> None:
        about = MailAbout(need="Innsikt", host={"nb": "Husbanken"}, percentage=60)
        assert self.facts(about) == [
            ("Need", "Innsikt"),
            ("Host agency", "Husbanken"),
            ("Share of full time", "60 per cent"),
        ]

    def test_have_the_days_that_the_message_brings(self) -> None:
        stay = MailAbout(start=None, end=None)
        assert ("Period", "1 February 2027 to 30 June 2027") in self.facts(stay, start="2027-02-01", end="2027-06-30")

    def test_have_no_own_name(self) -> None:
        assert ("Employee", "Rådgiver") in self.facts(MailAbout(expert="Rådgiver", own=False))
        assert all(label != "Employee" for label, _ in self.facts(MailAbout(expert="Rådgiver", own=True)))

    def test_have_a_deadline_where_one_is_asked_for(self) -> None:
        assert ("Answer by", "18 January 2027") in self.facts(MailAbout(), decide_by="2027-01-18T11:00:00+00:00")


class TestSubject:
    def test_names_the_home_agency_to_the_host(self) -> None:
        about = MailAbout(host={"nb": "Husbanken"}, home={"nb": "Bærum kommune"})
        assert an_offer(about).subject.endswith(": Husbanken")
        assert an_offer(replace(about, reads_as_host=True)).subject.endswith(": Bærum kommune")
        assert an_offer(MailAbout(host={"nb": "Husbanken"}, reads_as_host=True)).subject.endswith("placement")


class TestHostileWords:
    @pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
    def test_come_out_as_text(self, words: str) -> None:
        mail = an_offer(MailAbout(need=words, host={"en": words}, expert=words, own=False), name=words)
        page = Page(mail.html)
        assert {tag for tag, _ in page.tags} == {tag for tag, _ in Page(an_offer(MailAbout(need="N")).html).tags}
        assert len(page.hrefs()) == 3
        assert mail.subject.isprintable()
        assert len(mail.subject) <= LONGEST_SUBJECT
        assert all(len(line.encode()) < 998 for line in mail.text.splitlines())
        assert not re.search("^Bcc", mail.text, re.MULTILINE)
        assert "\u202e" not in unescape(mail.text + mail.html)

    def test_would_not_without_escaping(self) -> None:
        assert len(Page(f"<html><body><p>{HOSTILE['html']}</p></body></html>").tags) > 4


class TestTemplates:
    @pytest.mark.parametrize("render", [as_text, as_html])
    def test_fail_without_a_value(self, render: object) -> None:
        assert callable(render)
        with pytest.raises(Exception, match="is undefined"):
            render(greeting="Hei!")


def _rules(style: str) -> Iterator[tuple[str, str, str]]:
    """Selector, property and colour of each rule of a style sheet."""
    for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        for name, value in re.findall(r"(background|color|border-color): (#[0-9a-f]{6})", rules):
            yield from ((selector.strip(), name, value) for selector in selectors.split(","))


def _luminance(colour: str) -> float:
    """WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


class TestColours:
    @pytest.mark.parametrize("mode", ["light", "dark"])
    def test_can_be_read(self, mode: str) -> None:
        style = an_offer(MailAbout()).html.partition("<style>")[2].partition("</style>")[0]
        light, _, dark = style.partition("@media (prefers-color-scheme: dark) {")
        colours = {(selector, name): value for selector, name, value in _rules(light)}
        if mode == "dark":
            colours |= {(selector, name): value for selector, name, value in _rules(dark)}
        page, step = colours["body", "background"], colours["a.step", "background"]
        read = [colours[selector, "color"] for selector in ("body", "th", "a", ".small", "footer")]
        assert len(read) == 5
        assert min(contrast(colour, page) for colour in read) >= 4.5
        assert contrast(colours["a.step", "color"], step) >= 4.5

    def test_would_be_found_to_be_pale(self) -> None:
        assert contrast("#999999", "#ffffff") < 4.5


@pytest.mark.parametrize("language", Language)
def test_says_that_it_can_be_turned_off_only_where_it_can(language: Language) -> None:
    message = MailedMessage(message_id=UUID(int=1), code="expert_endorsed", subject=str(UUID(int=2)), params={})
    said = {
        why: message_content(message, MailAbout(), name="N", language=language, web=WEB, why=why).text for why in Why
    }
    turned_off = WHY["chosen"][language]
    assert [why for why, text in said.items() if turned_off in " ".join(text.split())] == [Why.CHOSEN]
    assert [why for why, text in said.items() if f"{WEB}/body" in text] == [Why.MAILBOX]
