"""The goods on a label: as many as fit, the buyer's note below; what does not fit is said, not dropped."""

from collections.abc import Sequence
from gettext import NullTranslations

from shopdesk.domain.errors import ShopError
from shopdesk.domain.layouts import Box
from shopdesk.domain.paper import Item, Label
from shopdesk.reports.layouts import Place
from shopdesk.reports.page import Page
from shopdesk.reports.typesetter import Typesetter
from shopdesk.reports.wrapping import POINT, Block, fit_block, set_block, shorten

GOODS_SIZES = (9.0, 8.0, 7.0, 6.5)
_NOTE_SIZES = (8.5, 7.5, 6.5)
_SPACING = 1.3
_QUANTITY_WIDTH = 14.0
_LONG_TITLE, _SHORT_TITLE = 120, 60  # a title above the first may be shortened, never below the second
_NOTE_HEIGHT = 9.5


def draw_goods(page: Page, setter: Typesetter, label: Label, place: Place, words: NullTranslations) -> None:
    """Fill the box: goods from the top, the note at the bottom."""
    box = place.box
    note = _note_block(setter, label.note, box, words) if label.note.strip() else None
    room = box.height - (note.height + 3.5 if note else 0)
    quantity_width = min(_QUANTITY_WIDTH, box.width / 4)
    blocks, size = _goods_blocks(setter, label.items, box.width - quantity_width, room, place.sizes)
    top = box.y
    for block, item in zip(blocks, label.items, strict=False):
        baseline = top + block.leading * 0.5 + size * POINT * 0.38
        page.block(box.x, top, box.width - quantity_width, block)
        page.text(box.right, baseline, f"×{item.quantity}", size + 1, bold=True, align="right")
        top += block.height
    if left := len(label.items) - len(blocks):
        more = words.ngettext(
            "and {count} more item, see the packing slip", "and {count} more items, see the packing slip", left
        )
        told = set_block(setter, more.format(count=left), box.width, size, bold=True, spacing=_SPACING)
        page.block(box.x, top, box.width, told)
    if note:
        _draw_note(page, note, box)


def _goods_blocks(
    setter: Typesetter, items: Sequence[Item], width: float, room: float, sizes: Sequence[float]
) -> tuple[list[Block], float]:
    """Return the goods at the largest size at which all fit, else as many as fit at the smallest."""
    for size in sizes:
        blocks = _fitting(setter, items, width, size, room)
        if len(blocks) == len(items):
            return blocks, size
    smallest = sizes[-1]
    return _fitting(setter, items, width, smallest, room - smallest * POINT * _SPACING), smallest


def _fitting(setter: Typesetter, items: Sequence[Item], width: float, size: float, room: float) -> list[Block]:
    blocks: list[Block] = []
    for item in items:
        block = set_block(setter, _item_text(item), width, size, spacing=_SPACING)
        if block.height > room:
            break
        room -= block.height
        blocks.append(block)
    return blocks


def _item_text(item: Item) -> str:
    title = item.title if len(item.title) <= _LONG_TITLE else shorten(item.title, _SHORT_TITLE + 1)
    return "  ".join(part for part in (title or item.sku, shorten(item.options, _SHORT_TITLE)) if part)


def _note_block(setter: Typesetter, note: str, box: Box, words: NullTranslations) -> Block:
    """Return the note in at most a few lines; a longer one points to the packing slip."""
    caption = words.gettext("Note: {note}")
    height = min(_NOTE_HEIGHT, box.height * 0.4)
    for kept in (len(note), 200, 100, 50, 20, 8):
        text = note if kept >= len(note) else shorten(note, kept) + words.gettext(" (all of it on the packing slip)")
        try:
            return fit_block(setter, caption.format(note=text), box.width - 3, height, _NOTE_SIZES)
        except ShopError as problem:
            if problem.code != "text-too-long" or kept == 8:
                raise
    raise AssertionError("the last length either fits or raises")


def _draw_note(page: Page, note: Block, box: Box) -> None:
    top = box.bottom - note.height - 1.5
    page.rectangle(box.x, top, box.width, note.height + 1.5, 0.25)
    page.block(box.x + 1.5, top + 0.75, box.width - 3, note)
