"""A list of SKUs and prices pasted onto the prices: looked at beside what holds now, set and taken back as one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from shopdesk.domain.prices import Price
from shopdesk.services.pasted_goods import PastedGoods, read_prices
from shopdesk.services.prices import set_prices
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.tables.paste_sheet import PasteSheet, PasteWords
from shopdesk.ui.wishes import Wishes
from shopdesk.words import _, ngettext
from shopdesk.words.states import word_channel

Act = Callable[[Shop, str], int]  # with the identity of what is done


def paste_prices(
    context: Context, channel: str, text: str, parent: QWidget, note: Callable[[str, int, Act], object]
) -> PasteSheet:
    """Open the sheet of a price list for a channel, "" for all; `note` takes what was done, its number and how."""
    title = _("Usual prices: {channel}").format(channel=word_channel(channel) if channel else _("All channels"))
    hint = _("One line for each SKU or barcode with its new price.")
    words = PasteWords(title, _("New price"), hint, before=_("Price now"))
    sheet = PasteSheet(context, words, partial(read_prices, channel=channel), parent)
    wishes = Wishes()

    def take(lines: list[PastedGoods]) -> None:
        changed = [line for line in lines if line.number != line.before]
        prices = {line.sku: Price(line.sku, "list", line.number, channel) for line in changed}
        if not prices:
            sheet.accept()
            context.told.emit(_("These prices hold already. Nothing was changed."))
            return
        told = ngettext("{count} price changed", "{count} prices changed", len(prices)).format(count=len(prices))

        wish = tuple(prices.values())
        uuid = wishes.identity(wish)

        def act(shop: Shop, uuid: str) -> int:
            return set_prices(shop, wish, uuid=uuid)

        def done(change: int) -> None:
            sheet.accept()
            if wishes.granted(wish):
                note(told, change, act)

        context.write(
            _("Changing prices"), lambda shop, _job: act(shop, uuid), changes={"prices"},
            done=done, refused=sheet.refuse,
        )  # fmt: skip

    sheet.taken.connect(take)
    sheet.begin(text)
    return sheet
