"""A list of codes and pieces pasted into a count: what lies there of each, entered together and taken back together."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from shopdesk.domain.jobs import Job
from shopdesk.services.identity import new_id
from shopdesk.services.pasted_goods import PastedGoods, read_pieces, sum_up
from shopdesk.services.shop import Shop
from shopdesk.services.stock_counts import enter_totals, take_entries_back
from shopdesk.ui.context import Context
from shopdesk.ui.tables.paste_sheet import PasteSheet, PasteWords
from shopdesk.ui.undo import Change
from shopdesk.ui.wishes import Wishes
from shopdesk.words import _, ngettext


def paste_into_count(context: Context, number: str, text: str, parent: QWidget) -> PasteSheet:
    """Open the sheet of a list that was counted."""
    words = PasteWords(
        _("{count}: a counted list").format(count=number),
        _("Counted"),
        _("One line for each SKU or barcode with all the pieces that lie there; codes alone count one each."),
    )
    sheet = PasteSheet(context, words, partial(read_pieces, least=0), parent)
    wishes = Wishes()

    def take(lines: list[PastedGoods]) -> None:
        pieces = sum_up(lines)
        wish = tuple(pieces.items())
        entered = _Entered(number, pieces, wishes.identity(wish))
        title = ngettext("{count} counted line entered", "{count} counted lines entered", len(lines))
        title = title.format(count=f"{len(lines):,}")

        def done(_result: object) -> None:
            sheet.accept()
            if wishes.granted(wish):
                context.note(Change(title, entered.back, entered.there))

        context.write(title, entered.there, changes={"counts"}, done=done, refused=sheet.refuse)

    sheet.taken.connect(take)
    sheet.begin(text)
    return sheet


class _Entered:
    """Totals that were entered together; entered again they are entries of their own."""

    def __init__(self, number: str, pieces: Mapping[str, int], uuid: str) -> None:
        self._number, self._pieces, self._uuid = number, dict(pieces), uuid
        self._entries: list[str] = []

    def there(self, shop: Shop, _job: Job) -> None:
        """Enter them; the same attempt twice enters them once."""
        self._entries = enter_totals(shop, self._number, self._pieces, uuid=self._uuid)

    def back(self, shop: Shop, _job: Job) -> None:
        """Take all of them back."""
        take_entries_back(shop, self._entries)
        self._uuid = new_id()
