"""Four programs on one shop sell the last forty pieces: forty are sold, never one more."""

import subprocess
import sys

import pytest

from shopdesk.domain.imports import ListingRecord
from shopdesk.domain.listings import Listing, Variant
from shopdesk.services.imports.listings import ListingImport
from shopdesk.services.shop import create_shop, open_shop
from shopdesk.services.stock import audit_stock, list_stock

PIECES, SELLERS = 40, 4
BEGIN = """
import os
import sys
from pathlib import Path
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.services.orders import add_order, confirm_order, each_order
from shopdesk.services.shipments import ship_orders
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import move_stock
shop = open_shop(Path(sys.argv[1]))
sold = 0
print("ready", flush=True)
sys.stdin.readline()
"""
OVER_THE_COUNTER = """
while True:
    try:
        move_stock(shop, "MUG", -1, reason="sale")
    except ShopError as error:
        print(sold, error.code)
        break
    sold += 1
"""
BY_ORDER = """
for turn in range(20):
    order = add_order(shop, [("MUG", 1)], Receiver("试买人", street="样板路1号"), paid=True)
    each_order(shop, [order.number], confirm_order)
    outcomes = ship_orders(shop, [order.number], courier="zto", waybill=f"7353{os.getpid():06d}{turn:04d}")
    sold += sum(outcome.error is None for outcome in outcomes)
print(sold, "end")
"""


@pytest.fixture
def folder(tmp_path):
    """A shop with forty mugs."""
    shop = create_shop(tmp_path / "shop")
    with shop.writing():
        ListingImport(shop, None, "").take(
            [ListingRecord(1, Listing("mug", "Mug", (Variant("MUG"),)), {"MUG": PIECES})]
        )
    shop.close()
    return tmp_path / "shop"


def race(folder, work):
    """Let four processes work at the same moment and return what each says at its end."""
    sellers = [
        subprocess.Popen(
            [sys.executable, "-c", BEGIN + work, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _seller in range(SELLERS)
    ]
    for seller in sellers:
        assert seller.stdout.readline() == "ready\n"
    for seller in sellers:
        seller.stdin.write("go\n")
        seller.stdin.flush()
    return [seller.communicate(timeout=120)[0].split() for seller in sellers]


def test_four_sellers_sell_the_last_forty_pieces_and_no_more(folder):
    told = race(folder, OVER_THE_COUNTER)
    assert sum(int(sold) for sold, _why in told) == PIECES
    assert {why for _sold, why in told} == {"stock-negative"}
    shop = open_shop(folder)
    assert list_stock(shop)[0].on_hand == 0 and audit_stock(shop).ok
    shop.close()


def test_four_desks_confirm_and_ship_the_last_forty_pieces_and_no_more(folder):
    told = race(folder, BY_ORDER)
    assert sum(int(sold) for sold, _end in told) == PIECES
    shop = open_shop(folder)
    level = list_stock(shop)[0]
    assert (level.on_hand, level.reserved, level.available) == (0, 0, 0) and audit_stock(shop).ok
    shop.close()
