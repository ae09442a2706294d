"""The courier of an order in its panel: the one it goes with, the one recommended, why, and what it costs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from shopdesk.domain.freight import Choice
from shopdesk.domain.orders import Order
from shopdesk.services.couriers import rank_couriers
from shopdesk.services.shop import Shop
from shopdesk.services.waybills import odd_numbers
from shopdesk.ui.controls import column, label
from shopdesk.ui.theme import CAPTION
from shopdesk.words import _, spoken
from shopdesk.words.couriers import warn_odd, word_choice, word_weight
from shopdesk.words.currencies import money

_CLOSED = ("shipped", "delivered", "cancelled")


class OrderCourier(QWidget):
    """Says which courier suits an open order best; a number of unusual look is warned of."""

    def __init__(self, shop: Shop, order: Order) -> None:
        super().__init__()
        self.setObjectName("orderCourier")
        said = _advice(shop, order) if order.fulfilment not in _CLOSED else []
        if order.waybill and odd_numbers(shop, order.courier, [order.waybill]):
            odd = label(warn_odd(order.courier, [order.waybill]), rank="warn", wrap=True)
            odd.setObjectName("oddWaybill")
            said.append(odd)
        self.setLayout(column(*said, spacing=2))
        self.says_something = bool(said)


def _advice(shop: Shop, order: Order) -> list[QLabel]:
    ranked = rank_couriers(shop, order.number)
    if not ranked:
        return []
    best = ranked[0]
    head = label(_headline(best), bold=True, wrap=True)
    head.setObjectName("recommendedCourier")
    said = [head, label(word_choice(best), rank="second", size=CAPTION, wrap=True)]
    if own := _own(ranked, order.courier, best):
        said.append(
            label(_("Goes with {courier}").format(courier=_headline(own)), rank="muted", size=CAPTION, wrap=True)
        )
    return said


def _own(ranked: Sequence[Choice], code: str, best: Choice) -> Choice | None:
    return next((choice for choice in ranked if choice.courier.code == code and choice != best), None)


def _headline(choice: Choice) -> str:
    name = choice.courier.name_en if spoken.language == "en" else choice.courier.name
    if choice.freight is None:
        return name
    weight = word_weight(choice.grams) if choice.grams else _("weight not known")
    return _("{courier}, freight about {money} ({weight})").format(
        courier=name, money=money(choice.freight, "CNY"), weight=weight
    )
