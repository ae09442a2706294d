"""A list of goods and pieces pasted into lines that are not saved yet: a transfer, a purchase order, a sales order."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from shopdesk.services.pasted_goods import PastedGoods, read_pieces, sum_up
from shopdesk.ui.context import Context
from shopdesk.ui.tables.paste_sheet import PasteSheet, PasteWords
from shopdesk.ui.tables.paste_way import LastPaste
from shopdesk.words import _, ngettext


def paste_goods(
    context: Context,
    title: str,
    text: str,
    parent: QWidget,
    put: Callable[[dict[str, int]], object],
    pasted: LastPaste[Any] | None = None,
) -> PasteSheet:
    """Open the sheet of such a list; `put` takes the pieces by SKU, `pasted` keeps the way back."""
    hint = _("One line for each SKU or barcode with its pieces; codes alone count one each, the same goods add up.")
    sheet = PasteSheet(context, PasteWords(title, _("Pieces"), hint), read_pieces, parent)

    def take(lines: list[PastedGoods]) -> None:
        sheet.accept()
        goods, count = sum_up(lines), len(lines)
        if pasted is None:
            put(goods)
            return
        pasted.around(lambda: put(goods))
        told = ngettext("{count} line added; Ctrl+Z takes it out", "{count} lines added; Ctrl+Z takes them out", count)
        context.told.emit(told.format(count=f"{count:,}"))

    sheet.taken.connect(take)
    sheet.begin(text)
    return sheet
