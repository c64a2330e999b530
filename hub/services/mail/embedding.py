"""Cooked HTML made fit for mail programs: full addresses, inline style, no images, directions written out.

Mail programs drop classes and style sheets, cannot follow relative addresses, know no `dir="auto"`, and readers see the
mail before they allow images. The HTML comes from our own renderer and was sanitised when it was written.
"""

import re
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

from hub.core.locale import LANGUAGES, gettext

STYLES = {
    "a": "color:#0a5c58;text-decoration:underline",
    "blockquote": "margin:0 0 12px 0;padding:2px 12px;color:#545d57",
    "code": "font-family:Consolas,Menlo,monospace;font-size:14px",
    "h3": "margin:18px 0 6px 0;font-size:18px;line-height:1.35",
    "h4": "margin:16px 0 6px 0;font-size:16px;line-height:1.4",
    "hr": "border:0;border-top:1px solid #ddd3bf;margin:16px 0",
    "li": "margin:0 0 4px 0",
    "p": "margin:0 0 12px 0",
    "pre": "margin:0 0 12px 0;padding:10px;white-space:pre-wrap;font-family:Consolas,Menlo,monospace;font-size:14px",
    "table": "border-collapse:collapse;margin:0 0 12px 0",
    "td": "border:1px solid #ddd3bf;padding:4px 8px;vertical-align:top",
    "th": "border:1px solid #ddd3bf;padding:4px 8px;vertical-align:top",
}
_CLASSES = {"a": "link", "blockquote": "quiet"}
_SIDES = {"ltr": "left", "rtl": "right"}
_STRONG = re.compile(r"(?P<rtl>[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff])|[^\W\d_]")
_KEPT = {"start", "dir", "align", "lang"}
"""Attributes that mean something in a mail."""


class _Embedder(HTMLParser):
    def __init__(self, base_url: str, direction: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base_url, self.direction = base_url, direction
        self.out: list[str] = []
        self.undecided: list[tuple[int, str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._instead_of_image(given)
            return
        kept = {name: value for name, value in given.items() if name in _KEPT}
        if tag == "a":
            kept["href"] = self._full(given.get("href", ""))
        if tag in _CLASSES:
            kept["class"] = _CLASSES[tag]
        if tag in STYLES:
            kept["style"] = STYLES[tag]
        if tag == "blockquote":
            kept["style"] += f";border-{_SIDES[kept.get('dir', self.direction)]}:3px solid #ddd3bf"
        if kept.get("dir") == "auto":
            self.undecided.append((len(self.out), tag, kept))
        self.out.append(_tag(tag, kept))

    def decide(self, direction: str) -> None:
        """What `dir="auto"` means for the blocks that began since the last letter."""
        for position, tag, kept in self.undecided:
            self.out[position] = _tag(tag, kept | {"dir": direction})
        self.undecided.clear()

    def handle_endtag(self, tag: str) -> None:
        if tag != "img":
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        letter = _STRONG.search(data) if self.undecided else None
        if letter:
            self.decide("rtl" if letter["rtl"] else "ltr")
        self.out.append(escape(data, quote=False))

    def _instead_of_image(self, given: dict[str, str]) -> None:
        address = self._full(given.get("src", ""))
        label = given.get("alt") or gettext("Image")
        self.out.append(f'<a class="link" style="{STYLES["a"]}" href="{escape(address)}">[{escape(label)}]</a>')

    def _full(self, address: str) -> str:
        return self.base_url + address if address.startswith(("/", "#")) and not address.startswith("//") else address


def _tag(name: str, attributes: dict[str, str]) -> str:
    """A block that says its direction says its side too: the cell round it has said another."""
    if attributes.get("dir") in _SIDES and "align" not in attributes:
        style = f"{attributes.get('style', '')};text-align:{_SIDES[attributes['dir']]}".lstrip(";")
        attributes = attributes | {"style": style}
    return f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in attributes.items()) + ">"


def for_mail(html: str, *, base_url: str, language: str) -> Markup:
    """`language`: of the text; its direction is that of blocks without letters."""
    embedder = _Embedder(base_url, LANGUAGES[language].direction if language in LANGUAGES else "ltr")
    embedder.feed(html)
    embedder.close()
    embedder.decide(embedder.direction)
    return Markup("".join(embedder.out))  # noqa: S704 - rebuilt, everything escaped
