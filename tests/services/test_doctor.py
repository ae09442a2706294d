import pytest

from shopdesk import __version__
from shopdesk.services.doctor import examine
from shopdesk.services.orders import confirm_order


def found(shop):
    return [(finding.code, finding.subject) for finding in examine(shop).findings]


def test_a_sound_shop_has_no_findings(shop, stock_up, sell, do):
    stock_up(BOX=5)
    do(confirm_order, sell(BOX=1))
    health = examine(shop)
    assert (health.ok, health.findings, health.version) == (True, (), __version__)
    assert health.file == str(shop.folder / "shop.db")
    assert tuple(map(int, health.sqlite_version.split("."))) >= (3, 51, 3)


def test_the_sample_shop_is_sound(sample_shop):
    assert examine(sample_shop).findings == ()


@pytest.mark.parametrize(
    ("planted", "finding"),
    [
        ("UPDATE stock SET quantity = 9", ("stock-drift", "BOX office: 9 ≠ 5")),
        ("UPDATE orders SET fulfilment = 'shipped'", ("reservation-stray", "SD-000001 BOX")),
        ("UPDATE pictures SET place = '../shop.db'", ("picture-gone", "../shop.db")),
        ("UPDATE pictures SET place = 'gone.jpg'", ("picture-gone", "gone.jpg")),
    ],
)
def test_what_somebody_has_changed_is_found(shop, stock_up, sell, do, planted, finding):
    stock_up(BOX=5)
    do(confirm_order, sell(BOX=1))
    shop.connection.execute(
        "INSERT INTO pictures (uuid, listing_id, position, place, role) VALUES ('p', 1, 0, 'https://x.example', '')"
    )
    assert examine(shop).ok
    shop.connection.execute(planted)
    assert found(shop) == [finding]


def test_a_row_that_points_nowhere_is_found(shop, stock_up):
    stock_up(BOX=5)
    shop.connection.execute("PRAGMA foreign_keys = OFF")
    shop.connection.execute("UPDATE variants SET listing_id = 99")
    assert [code for code, _ in found(shop)] == ["reference-broken"]
