"""What office documents have in common: the shop's head, a person's address, the order's barcode, the page's number."""

from collections.abc import Sequence
from gettext import NullTranslations

from shopdesk.domain.addresses import Receiver
from shopdesk.reports.barcodes import fit_code
from shopdesk.reports.cells import GREY
from shopdesk.reports.document import Document
from shopdesk.reports.flow import CAPTION_SIZE, Flow
from shopdesk.reports.page import Page
from shopdesk.reports.typesetter import Typesetter
from shopdesk.reports.wrapping import Block, fit_block, set_block, shorten

FACT_SIZES = (10.0, 9.0, 8.0)
_LOGO_WIDTH, _HEAD_HEIGHT = 30.0, 12.0
_SHOP_SIZES = (15.0, 13.0, 11.0, 9.0, 7.5)
_TITLE_SIZES = (13.0, 11.0, 9.0, 7.5)
_LONGEST = 80  # characters of a shop's name or a subject; what is longer is no name


def draw_letterhead(document: Document, page: Page, margin: float, shop: str, logo: str, subject: str) -> float:
    """Draw logo, shop and subject above a line; return where the content begins."""
    width = page.width - 2 * margin
    left = margin
    if logo and (shown := document.show_picture(page, logo, margin, margin, _LOGO_WIDTH, _HEAD_HEIGHT, align=0.0)):
        left += shown + 4
    split = margin + width * 0.58
    name = fit_block(
        document.setter, shorten(shop, _LONGEST), split - left - 4, _HEAD_HEIGHT, _SHOP_SIZES, bold=True, spacing=1.15
    )
    page.block(left, margin + (_HEAD_HEIGHT - name.height) / 2, split - left - 4, name)
    title = fit_block(
        document.setter, shorten(subject, _LONGEST), width * 0.42, _HEAD_HEIGHT, _TITLE_SIZES, spacing=1.15
    )
    page.block(split, margin + (_HEAD_HEIGHT - title.height) / 2, width * 0.42, title, align="right")
    bottom = margin + _HEAD_HEIGHT + 2
    page.line(margin, bottom, page.width - margin, bottom, 0.4)
    return bottom + 4


def person_blocks(
    setter: Typesetter, place: Receiver, address: Sequence[str], width: float, scale: float = 1.0
) -> list[Block]:
    """Return name, telephone and address as blocks for a column; empty parts take no room."""
    return [
        set_block(setter, place.name, width, 11 * scale, bold=True),
        set_block(setter, [place.phone, *address], width, 9.5 * scale),
    ]


def draw_order_code(
    flow: Flow, order: str, x: float, y: float, width: float, facts: Sequence[tuple[str, str]]
) -> float:
    """Draw the order's barcode and named facts below it; return where they end."""
    if code := fit_code(order, width + 5, 10):
        flow.page.code(code, x + width - code.width, y)
        y += code.height + 2
    for caption, value in facts:
        shown = flow.page.text(x, y + 3.4, caption, CAPTION_SIZE, grey=GREY)
        block = _fact(flow, value, width - shown - 3, bold=caption == facts[0][0])
        y = flow.page.block(x + shown + 3, y, width - shown - 3, block, align="right")
    return y


def _fact(flow: Flow, value: str, width: float, bold: bool) -> Block:
    """Return a number on one line where a smaller size allows it: a broken number is read wrongly."""
    blocks = [set_block(flow.document.setter, value, width, size, bold=bold) for size in FACT_SIZES]
    return next((block for block in blocks if len(block.lines) == 1), blocks[0])


def draw_page_number(
    page: Page, margin: float, number: int, total: int, words: NullTranslations, subject: str = ""
) -> None:
    """Write subject and page number at the foot."""
    baseline = page.height - margin
    told = words.gettext("Page {number} of {total}").format(number=number, total=total)
    page.text(page.width - margin, baseline, told, CAPTION_SIZE, align="right", grey=GREY)
    page.text(margin, baseline, shorten(subject, 40), CAPTION_SIZE, grey=GREY)
