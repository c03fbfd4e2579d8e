"""What a page must be for keyboard and screen reader (WCAG 2.1 A and AA), checked on its source."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "input", "br", "img", "link"}
ASKING = {"input", "select", "textarea"}
AUTOCOMPLETE = {"username", "current-password", "new-password", "one-time-code", "email", "name", "off"}
Attributes = dict[str, str | None]


@dataclass
class Element:
    tag: str
    given: Attributes
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page's elements in their order, and what does not close."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), tuple(outer.tag for outer in self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop().tag != tag:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def asking(self) -> list[Element]:
        return [element for element in self.all(*ASKING) if element.given.get("type") != "hidden"]


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def faults_of(html: str, *, language: str) -> list[str]:
    """What is wrong with a page; empty where nothing is."""
    page = read(html)
    found = _frame(html, page, language) + _structure(page) + _fields(page) + _safety(page)
    return found + [f"</{tag}> closes nothing" for tag in page.unclosed] + [f"<{one.tag}> is open" for one in page.open]


def _frame(html: str, page: Page, language: str) -> list[str]:
    titles = [one.text.strip() for one in page.all("title")]
    checks = {
        "no doctype": html.lower().startswith("<!doctype html>"),
        "wrong lang": [one.given.get("lang") for one in page.all("html")] == [language],
        "not one title": len(titles) == 1 and all(titles),
        "not one main": len(page.all("main")) == 1,
        "no viewport": any(one.given.get("name") == "viewport" for one in page.all("meta")),
        "no choice of language": _offered(page) == ["nb", "nn", "en"],
        "title does not say that there is a fault": bool(_alerts(page)) == titles[0].startswith(("Feil: ", "Error: ")),
    }
    return [fault for fault, right in checks.items() if not right]


def _offered(page: Page) -> list[str | None]:
    return [one.given["value"] for one in page.all("button") if one.given.get("name") in {"language", "ui_locales"}]


def _alerts(page: Page) -> list[Element]:
    return [one for one in page.elements if one.given.get("role") == "alert"]


def _structure(page: Page) -> list[str]:
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    skips = [f"h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1]
    empty = [
        f"<{one.tag}> without text"
        for one in page.all("h1", "h2", "legend", "label", "button", "a")
        if not one.text.strip()
    ]
    one_h1 = [] if levels[:1] == [1] and levels.count(1) == 1 else ["not one h1, first"]
    ids = Counter(one.given["id"] for one in page.elements if "id" in one.given)
    twice = [f"id {name} twice" for name, times in ids.items() if times > 1]
    pointed = [name for one in page.elements for name in (one.given.get("aria-describedby") or "").split()]
    return skips + empty + one_h1 + twice + [f"no element {name}" for name in pointed if name not in ids]


def _fields(page: Page) -> list[str]:
    labels = Counter(one.given.get("for") for one in page.all("label"))
    found = [
        f"{one.given.get('id')} has no label of its own" for one in page.asking() if labels[one.given.get("id")] != 1
    ]
    found += [f"label for {name}" for name in labels if name not in {one.given.get("id") for one in page.asking()}]
    for one in page.asking():
        if one.given.get("type") in {"radio", "checkbox"}:
            found += [] if "fieldset" in one.inside else [f"{one.given['id']} stands in no group"]
        elif one.given.get("autocomplete") not in AUTOCOMPLETE:
            found.append(f"{one.given['id']} does not say what it is for")
    legends = len(page.all("legend")) == len(page.all("fieldset"))
    return found + ([] if legends else ["a group without legend"])


def _safety(page: Page) -> list[str]:
    """No script, nothing inline, nothing from elsewhere; the order of the source is the order of the tab key."""
    found = [f"<{one.tag}>" for one in page.all("script", "iframe", "object", "embed", "img")]
    found += ["<link>" for one in page.all("link") if one.given.get("rel") not in {"stylesheet", "icon"}]
    for one in page.elements:
        found += [f"{name} on <{one.tag}>" for name in one.given if name.startswith("on") or name == "style"]
        found += ["tabindex" for name, value in one.given.items() if name == "tabindex" and (value or "") > "0"]
        found += [
            f"{value} is elsewhere"
            for name, value in one.given.items()
            if name in {"href", "src", "action"} and "//" in (value or "") and not (value or "").startswith("otpauth:")
        ]
    focused = [one for one in page.elements if "autofocus" in one.given]
    return found + (["autofocus twice"] if len(focused) > 1 else [])
