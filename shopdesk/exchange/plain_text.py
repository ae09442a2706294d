"""The words of a description that a shop system wrote as HTML: tags go, paragraphs and lists become lines."""

import re
from html.parser import HTMLParser

_TAG = re.compile(r"</?(p|br|div|span|ul|ol|li|h[1-6]|b|i|strong|em|a|img|table|tr|td|th|tbody|font)\b[^<>]*>", re.I)
_BREAKS = {"p", "div", "br", "ul", "ol", "li", "tr", "table", *(f"h{level}" for level in range(1, 7))}
_UNSEEN = {"script", "style", "head", "title", "template", "noscript"}


def plain_text(text: str) -> str:
    """Return a text as it is, or the words of it where it is HTML."""
    if not _TAG.search(text):
        return text
    reader = _Words()
    reader.feed(text)
    reader.close()
    lines = ["".join(part.split("\0")).strip() for part in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS:
            self.parts.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _BREAKS:
            self.parts.append("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"\s+", " ", data))
