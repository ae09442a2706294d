"""The category tree as it is kept: written by uuid, names exchanged, listings moved together."""

from dataclasses import replace

from shopdesk.db import categories, listings
from shopdesk.db.categories import CategoryRow
from shopdesk.domain.categories import Attribute
from shopdesk.domain.listings import Listing
from tests.db.conftest import NOW

HOME = CategoryRow(
    "u1", "", "家居", "Home", 0, (Attribute("材质", "Material", "choice", ("木", "竹"), required=False),)
)
CUPS, PANS = CategoryRow("u2", "u1", "杯子", position=0), CategoryRow("u3", "u1", "锅具", position=1)


def test_rows_come_back_as_they_were_written(connection):
    assert not categories.is_planted(connection)
    categories.put_rows(connection, [HOME, CUPS, PANS], NOW)
    assert categories.is_planted(connection)
    assert categories.load_rows(connection) == [HOME, CUPS, PANS]


def test_a_removed_row_leaves_its_name_free_and_comes_back(connection):
    categories.put_rows(connection, [HOME, CUPS], NOW)
    categories.put_rows(connection, [replace(CUPS, live=False)], NOW)
    assert categories.load_rows(connection) == [HOME]
    categories.put_rows(connection, [CUPS], NOW)
    assert categories.load_rows(connection) == [HOME, CUPS]


def test_two_categories_exchange_their_names(connection):
    categories.put_rows(connection, [HOME, CUPS, PANS], NOW)
    categories.put_rows(connection, [replace(CUPS, name="锅具"), replace(PANS, name="杯子")], NOW)
    assert [row.name for row in categories.load_rows(connection)] == ["家居", "锅具", "杯子"]


def test_listings_are_counted_and_moved_at_once(connection):
    for at, path in enumerate([("a",), ("a",), ("b",), ()]):
        listings.add_listing(connection, Listing(f"h{at}", "t", (), category=path, uuid=f"l{at}"), digest="", at=NOW)
    assert categories.listings_by_category(connection) == {("a",): 2, ("b",): 1, (): 1}
    assert categories.move_listings(connection, {("a",): ("b",), ("b",): ("a",)}, NOW) == 3
    assert categories.listings_by_category(connection) == {("b",): 2, ("a",): 1, (): 1}
    assert categories.listings_in(connection, ("b",)) == ["l0", "l1"]
    assert categories.put_listings(connection, ["l0", "l2"], ("b",), ("c", "d"), NOW) == 1
    assert categories.listings_in(connection, ("c", "d")) == ["l0"]
