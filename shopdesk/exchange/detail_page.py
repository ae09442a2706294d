"""A detail page as HTML of its own: text that strangers wrote is never markup, nothing is loaded from elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, MARGIN = 790, 24  # pixels: what Taobao and others show at most
STYLE = f"""
body {{ margin: 0; background: #f4f5f7; color: #1c2330; font: 16px/1.6 "Microsoft YaHei", "PingFang SC", sans-serif; }}
main {{ max-width: {WIDTH}px; margin: 0 auto; background: #fff; padding: {MARGIN}px; box-sizing: border-box; }}
h1 {{ font-size: 24px; line-height: 1.35; margin: 16px 0 8px; }}
h2 {{ font-size: 18px; margin: 32px 0 8px; padding-top: 16px; border-top: 1px solid #d9dde3; }}
img {{ max-width: 100%; height: auto; display: block; margin: 0 auto 8px; }}
.angles img {{ width: 24%; display: inline-block; margin: 0 0.5% 8px 0; }}
.price {{ font-size: 28px; font-weight: bold; color: #b3261e; }}
.was {{ font-size: 16px; color: #667085; text-decoration: line-through; padding-left: 8px; }}
.choice b {{ padding-right: 12px; }}
.choice span {{ border: 1px solid #98a2b3; border-radius: 4px; padding: 2px 10px; margin-right: 6px; }}
table {{ border-collapse: collapse; width: 100%; }}
td {{ border-bottom: 1px solid #e6e8ec; padding: 6px 8px; }}
td:first-child {{ color: #667085; width: 30%; }}
"""


@dataclass(frozen=True, slots=True)
class DetailPage:
    """What a detail page shows, in words: pictures are file names beside the page, the first one is the main image.

    `choices` are options with their values, `blocks` headings with texts, `rows` the table of specifications.
    """

    language: str
    title: str
    pictures: tuple[str, ...] = ()
    selling_point: str = ""
    price: str = ""
    list_price: str = ""
    stock: str = ""
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    rows_title: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def write_detail_page(page: DetailPage, width: int = WIDTH) -> str:
    """Return the page as one HTML document without script and without any address but those of its pictures.

    `width` in pixels is that of the screen it is drawn for; browsers fit it to their own.
    """
    head = (
        f'<!doctype html>\n<html lang="{escape(page.language.replace("_", "-"))}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    return head + "\n".join(_body(page, width - 2 * MARGIN)) + "\n</main>\n</body>\n</html>\n"


def _body(page: DetailPage, room: int) -> Iterator[str]:
    if page.pictures:
        yield _picture(page.pictures[0], page.title, room)
        if len(page.pictures) > 1:
            angles = "".join(_picture(name, page.title, room // 4 - 8) for name in page.pictures[1:])
            yield f'<div class="angles">{angles}</div>'
    yield f"<h1>{escape(page.title)}</h1>"
    if page.selling_point:
        yield f"<p><b>{escape(page.selling_point)}</b></p>"
    if page.price:
        was = f'<span class="was">{escape(page.list_price)}</span>' if page.list_price else ""
        yield f'<p><span class="price">{escape(page.price)}</span>{was}</p>'
    if page.stock:
        yield f"<p>{escape(page.stock)}</p>"
    for name, values in page.choices:
        spans = "".join(f"<span>{escape(value)}</span> " for value in values)
        yield f'<p class="choice"><b>{escape(name)}</b>{spans}</p>'
    for heading, text in page.blocks:
        yield f"<h2>{escape(heading)}</h2>"
        yield from _paragraphs(text)
    if page.rows:
        yield f"<h2>{escape(page.rows_title)}</h2>\n<table>"
        yield from (f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in page.rows)
        yield "</table>"
    yield from (f"<p>{escape(note)}</p>" for note in page.notes)


def _picture(name: str, title: str, width: int) -> str:
    """Return a picture that opens at its full size."""
    return f'<a href="{escape(name)}"><img src="{escape(name)}" alt="{escape(title)}" width="{width}"></a>'


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in _split(text):
        yield f"<p>{'<br>'.join(escape(line) for line in paragraph)}</p>"


def _split(text: str) -> Iterator[Sequence[str]]:
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield lines
            lines = []
