"""The bills that were taken in, as a table and one by one."""

from array import array
from collections.abc import Sequence

from shopdesk.db import statements, taken_bills
from shopdesk.db.taken_bills import BillSums, TakenBill
from shopdesk.domain.errors import ShopError
from shopdesk.services.rule_files import payment_rules
from shopdesk.services.shop import Shop
from shopdesk.words.payments import FORMATS, word_bill

__all__ = ["VIEWS", "BillSums", "BillTable", "TakenBill", "count_bills", "find_bill", "list_bills"]
VIEWS = tuple(taken_bills.VIEWS)


class BillTable:
    """The bills of a view that hold a text."""

    def __init__(self, shop: Shop, view: str = "taken", search: str = "") -> None:
        self._shop, self._view, self._search = shop, view, search

    def ids(self, sort: str = "", descending: bool = False) -> "array[int]":
        """Return the bills' rows in order."""
        search = self._search.strip().lower()
        formats, methods = self._told() if search else ([], [])
        return taken_bills.bill_ids(
            self._shop.connection, self._view, search, sort, descending, formats=formats, methods=methods
        )

    def _told(self) -> tuple[list[str], list[str]]:
        """Return the kinds of bills and the ways to pay whose words hold the text, in any language they are told in."""
        wanted = self._search.strip().lower()
        methods = payment_rules(self._shop).methods.values()
        return (
            [code for code, words in FORMATS.items() if wanted in f"{words} {word_bill(code)}".lower()],
            [told.code for told in methods if wanted in f"{told.code} {told.name} {told.name_en}".lower()],
        )

    def rows(self, ids: Sequence[int]) -> list[TakenBill]:
        """Return these bills, in this order."""
        return taken_bills.load_bills(self._shop.connection, ids)


def count_bills(shop: Shop) -> dict[str, int]:
    """Return how many bills each view holds."""
    return taken_bills.count_bills(shop.connection)


def list_bills(shop: Shop, view: str = "taken") -> list[TakenBill]:
    """Return the bills of a view, the last one taken first."""
    table = BillTable(shop, view)
    return table.rows(table.ids())


def find_bill(shop: Shop, uuid: str) -> TakenBill:
    """Return a bill that was taken, or taken back. Raises ShopError("statement-missing")."""
    row = statements.find_statement(shop.connection, uuid)
    if row is None:
        raise ShopError("statement-missing", value=uuid)
    return taken_bills.load_bills(shop.connection, [row])[0]
