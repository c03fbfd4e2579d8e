"""What is wrong with a page's HTML: what html5lib's parser minds, and ids that are used twice or lead nowhere."""

from collections import Counter
from xml.etree.ElementTree import Element

import html5lib

REFERENCES = ("for", "aria-describedby", "aria-labelledby", "list")


def html_faults(page: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(page)
    minded = [f"{line}:{column} {code} {data}" for (line, column), code, data in parser.errors]
    return minded + _ids(root) + _nested(root)


def _ids(root: Element) -> list[str]:
    ids = Counter(one.attrib["id"] for one in root.iter() if "id" in one.attrib)
    twice = [f"id twice: {name}" for name, count in ids.items() if count > 1]
    asked = {name for one in root.iter() for kind in REFERENCES for name in one.attrib.get(kind, "").split()}
    asked |= {one.attrib["href"][1:] for one in root.iter("a") if one.attrib.get("href", "").startswith("#")}
    return twice + [f"no such id: {name}" for name in sorted(asked - ids.keys())]


def _nested(root: Element) -> list[str]:
    """A list has items only, and a list of facts has terms, descriptions and their groups."""
    inside = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}}
    return [
        f"{child.tag} in {parent.tag}"
        for parent in root.iter()
        if parent.tag in inside
        for child in parent
        if child.tag not in inside[parent.tag]
    ]
