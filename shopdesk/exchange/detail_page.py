"""A detail page as HTML of its own: text that strangers wrote is never markup, nothing is loaded from elsewhere."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, MARGIN = 790, 24  # pixels: what Taobao and others show at most
STYLE = f"""
body {{ margin: 0; background: #fff; color: #1c2330; font: 16px/1.6 "Microsoft YaHei", "PingFang SC", sans-serif; }}
main {{ max-width: {WIDTH}px; margin: 0 auto; background: #fff; padding: {MARGIN}px; box-sizing: border-box; }}
h1 {{ font-size: 24px; line-height: 1.35; margin: 16px 0 8px; overflow-wrap: anywhere; }}
h2 {{ font-size: 18px; margin: 32px 0 8px; padding-top: 16px; border-top: 1px solid #d9dde3; }}
p, td {{ overflow-wrap: anywhere; }}
img {{ max-width: 100%; height: auto; display: block; margin: 0 auto 8px; }}
.angles img {{ width: 24%; display: inline-block; margin: 0 0.5% 8px 0; vertical-align: top; }}
.price {{ font-size: 28px; font-weight: bold; color: #b3261e; }}
.was {{ font-size: 16px; color: #667085; text-decoration: line-through; padding-left: 8px; }}
.stock {{ color: #17713f; }}
.choice b {{ padding-right: 12px; }}
.choice span {{ border: 1px solid #98a2b3; border-radius: 4px; padding: 2px 10px; margin-right: 6px; }}
span {{ unicode-bidi: isolate; }}
table {{ border-collapse: collapse; width: 100%; }}
td {{ border-bottom: 1px solid #e6e8ec; padding: 6px 8px; vertical-align: top; }}
td:first-child {{ color: #667085; width: 30%; }}
@media print {{
  body, main {{ background: #fff; }} main {{ max-width: none; padding: 0; }}
  h2 {{ break-after: avoid; }} img, tr {{ break-inside: avoid; }}
}}
"""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture beside the page: its file's name, and what it shows for who cannot see it."""

    name: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class DetailPage:
    """What a detail page shows, in words; the first picture is the main image.

    `choices` are options with their values, `blocks` headings with texts, `rows` the table of specifications,
    and `promise` is the heading and text of what happens after the sale.
    """

    language: str
    title: str
    pictures: tuple[ShownPicture, ...] = ()
    selling_point: str = ""
    price: str = ""
    list_price: str = ""
    stock: str = ""
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    rows_title: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    promise: tuple[str, str] = ("", "")


def write_detail_page(page: DetailPage, width: int = WIDTH) -> str:
    """Return the page as one HTML document without script and without any address but those of its pictures.

    `width` in pixels is that of the screen it is drawn for; browsers fit it to their own.
    """
    head = (
        f'<!doctype html>\n<html lang="{_text(page.language.replace("_", "-"))}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    return head + "\n".join(_body(page, width - 2 * MARGIN)) + "\n</main>\n</body>\n</html>\n"


def _body(page: DetailPage, room: int) -> Iterator[str]:
    if page.pictures:
        yield _picture(page.pictures[0], room)
        if len(page.pictures) > 1:
            angles = "".join(_picture(shown, room // 4 - 8) for shown in page.pictures[1:])
            yield f'<div class="angles">{angles}</div>'
    yield f"<h1>{_text(page.title)}</h1>"
    if page.selling_point:
        yield f"<p><b>{_text(page.selling_point)}</b></p>"
    if page.price:
        was = f'<span class="was">{_text(page.list_price)}</span>' if page.list_price else ""
        yield f'<p><span class="price">{_text(page.price)}</span>{was}</p>'
    if page.stock:
        yield f'<p class="stock">{_text(page.stock)}</p>'
    for name, values in page.choices:
        spans = "".join(f"<span>{_text(value)}</span> " for value in values)
        yield f'<p class="choice"><b>{_text(name)}</b> {spans}</p>'
    yield from _told(page)


def _told(page: DetailPage) -> Iterator[str]:
    for heading, text in page.blocks:
        yield f"<h2>{_text(heading)}</h2>"
        yield from _paragraphs(text)
    if page.rows:
        yield f'<h2>{_text(page.rows_title)}</h2>\n<table width="100%">'
        yield from (f'<tr><td width="30%">{_text(name)}</td><td>{_text(value)}</td></tr>' for name, value in page.rows)
        yield "</table>"
    heading, text = page.promise
    if text:
        yield f"<h2>{_text(heading)}</h2>"
        yield from _paragraphs(text)


def _picture(shown: ShownPicture, width: int) -> str:
    """Return a picture that opens at its full size."""
    name = _text(shown.name)
    return f'<a href="{name}"><img src="{name}" alt="{_text(shown.says)}" width="{width}"></a>'


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in _split(text):
        yield f"<p>{'<br>'.join(_text(line) for line in paragraph)}</p>"


def _split(text: str) -> Iterator[Sequence[str]]:
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield lines
            lines = []


def _text(text: str) -> str:
    """Return a text that is no markup, without what no HTML may hold; turned writing ends where the text ends."""
    kept = "".join(char for char in text if char in "\t\n" or unicodedata.category(char) not in ("Cc", "Cs"))
    return escape(kept + _ends(kept))


def _ends(text: str) -> str:
    """Return what closes the embeddings (PDF) and isolates (PDI) that a text leaves open (Unicode annex 9)."""
    open_signs: list[str] = []
    for char in text:
        if char in "\u202a\u202b\u202d\u202e":
            open_signs.append("\u202c")
        elif char in "\u2066\u2067\u2068":
            open_signs.append("\u2069")
        elif char in "\u202c\u2069" and open_signs and open_signs[-1] == char:
            open_signs.pop()
    return "".join(reversed(open_signs))
