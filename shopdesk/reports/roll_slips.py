"""Packing slips on an 80 mm roll: the same content as on a sheet, below each other."""

from collections.abc import Callable
from gettext import NullTranslations

from shopdesk.domain.layouts import Layout
from shopdesk.domain.paper import Item, Slip
from shopdesk.reports.addresses import address_lines, person
from shopdesk.reports.document import Document
from shopdesk.reports.rolls import Roll
from shopdesk.reports.wrapping import shorten
from shopdesk.words import translator

_LONG = 120
_SMALL = 8.0
_BOX = 3.6
_PICTURE = 12.0


def write_roll_slip(document: Document, slip: Slip, layout: Layout) -> None:
    """Write one slip on paper as long as it is."""
    words = translator(slip.language)
    roll = Roll(document, layout)
    roll.head(slip.shop, slip.logo)
    roll.show(words.gettext("Packing slip"), 11, align="centre")
    roll.rule(0.35)
    for part in layout.shown:
        _PARTS[part.kind](roll, slip, words)
    roll.finish()


def _show_parties(roll: Roll, slip: Slip, words: NullTranslations) -> None:
    roll.code(slip.order)
    roll.pair(words.gettext("Order no."), slip.order, 10, bold=True)
    if slip.channel_order_no and slip.channel_order_no != slip.order:
        roll.pair(words.gettext("Platform order no."), slip.channel_order_no, _SMALL)
    if slip.ordered_on:
        roll.pair(words.gettext("Ordered on"), slip.ordered_on.isoformat(), _SMALL)
    roll.rule()
    roll.show(words.gettext("Ship to"), 7.5)
    roll.show(slip.receiver.name, 11, bold=True)
    roll.show([slip.receiver.phone, *address_lines(slip.receiver, slip.language)], 9)
    roll.rule(0.35)


def _show_note(roll: Roll, slip: Slip, words: NullTranslations) -> None:
    if slip.buyer_note.strip():
        roll.show(words.gettext("The buyer's note"), 7.5)
        roll.show(slip.buyer_note, 10, bold=True)
        roll.rule()


def _show_goods(roll: Roll, slip: Slip, words: NullTranslations) -> None:
    for item in slip.items:
        _show_item(roll, item)
        roll.gap(1.2)


def _show_item(roll: Roll, item: Item) -> None:
    """Show a box to tick, the picture, title, options and SKU, the quantity at the right edge."""
    quantity = roll.block(f"×{item.quantity:,}", roll.width / 3, 12, bold=True)
    indent = _BOX + 2
    blocks = [roll.block(shorten(item.title, _LONG) or item.sku, roll.width - indent - 16, 9)]
    blocks += [roll.block(text, roll.width - indent - 16, _SMALL) for text in (item.options, item.sku) if text.strip()]
    height = max(sum(block.height for block in blocks), _PICTURE if item.picture else 0)
    roll.need(height)
    roll.page.tick_box(roll.left, roll.y + 0.4, _BOX)
    roll.page.block(roll.left, roll.y, roll.width, quantity, align="right")
    if item.picture:
        roll.document.show_picture(roll.page, item.picture, roll.right - 12, roll.y + 5, 12, _PICTURE - 5)
    bottom = roll.y + height
    y = roll.y
    for block in blocks:
        y = roll.page.block(roll.left + indent, y, roll.width - indent - 16, block)
    roll.y = bottom


def _show_total(roll: Roll, slip: Slip, words: NullTranslations) -> None:
    pieces = sum(item.quantity for item in slip.items)
    roll.rule(0.35)
    roll.pair(
        slip_closing(roll.layout, words),
        words.ngettext("{count} piece", "{count} pieces", pieces).format(count=f"{pieces:,}"),
        10,
        bold=True,
    )


def _show_sender(roll: Roll, slip: Slip, _words: NullTranslations) -> None:
    roll.gap(1)
    roll.show([person(slip.sender), *address_lines(slip.sender, slip.language)], _SMALL)


def slip_closing(layout: Layout, words: NullTranslations) -> str:
    """Return the last words of a slip: the layout's own, else thanks."""
    return layout.note.strip() or words.gettext("Thank you for your order.")


_PARTS: dict[str, Callable[[Roll, Slip, NullTranslations], None]] = {
    "parties": _show_parties,
    "note": _show_note,
    "goods": _show_goods,
    "total": _show_total,
    "sender": _show_sender,
}
