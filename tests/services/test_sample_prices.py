"""The sample shop has prices of every kind and promotions in every state."""

from shopdesk.services.price_table import PriceTable
from shopdesk.services.promotion_effect import effect_of
from shopdesk.services.promotion_table import PromotionTable
from shopdesk.services.sample import create_sample_shop
from tests.conftest import NOW


def test_the_sample_shop_shows_what_prices_and_promotions_can_do(tmp_path):
    shop = create_sample_shop(tmp_path / "sample", now=lambda: NOW)
    assert PromotionTable(shop).counts() == {"all": 4, "running": 1, "scheduled": 0, "draft": 2, "over": 1}
    counts = PriceTable(shop).counts()
    assert counts["sale"] == 1 and counts["scheduled"] == 1 and counts["below"] < 10
    told = effect_of(shop, "AUTUMN")
    assert told.during.orders > 0 and told.before.orders > 0
    shop.close()
