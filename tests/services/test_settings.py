import pytest

from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.services.settings import (
    SETTINGS,
    get_setting,
    list_settings,
    return_reasons,
    sender,
    set_setting,
    set_settings,
)


def test_a_shop_that_decides_nothing_has_the_handbooks_figures(shop):
    values = list_settings(shop)
    assert values == {name: setting.default for name, setting in SETTINGS.items()} | {"shop.name": "青禾杂货"}
    assert (values["orders.ship_hours"], values["returns.no_reason_days"]) == (48, 7)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("shop.name", "  新名字 ", "新名字"),
        ("shop.language", "en", "en"),
        ("orders.ship_hours", "24", 24),
        ("paper.slip_pictures", "YES", True),
        ("paper.slip_pictures", "0", False),
        ("sender.phone", "021-5550-1234", "021-5550-1234"),
        ("sender.phone", "", ""),
    ],
)
def test_what_was_decided_is_kept(shop, name, text, value):
    assert set_setting(shop, name, text) == value
    assert get_setting(shop, name) == value


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("shop.nickname", "x", "setting-unknown"),
        ("shop.language", "fr", "setting-invalid"),
        ("orders.ship_hours", "0", "setting-invalid"),
        ("orders.ship_hours", "-1", "setting-invalid"),
        ("orders.ship_hours", "1441", "setting-invalid"),
        ("orders.ship_hours", "２４", "setting-invalid"),
        ("orders.ship_hours", "1.5", "setting-invalid"),
        ("paper.slip_pictures", "maybe", "setting-invalid"),
        ("shop.name", "x" * 201, "setting-invalid"),
        ("shop.name", "two\nlines", "setting-invalid"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(shop, refusal, name, text, code):
    before = list_settings(shop)
    assert refusal(set_setting, shop, name, text) == code
    assert list_settings(shop) == before


def test_several_are_set_together_or_not_at_all(shop, refusal):
    before = list_settings(shop)
    assert refusal(set_settings, shop, {"shop.name": "新名字", "shop.language": "fr"}) == "setting-invalid"
    assert list_settings(shop) == before
    set_settings(shop, {"shop.name": "新名字", "shop.language": "en"})
    assert (get_setting(shop, "shop.name"), get_setting(shop, "shop.language")) == ("新名字", "en")


@pytest.mark.parametrize("kept", ['"24"', "null", "[]"])
def test_a_value_of_another_kind_in_the_file_gives_way_to_the_default(shop, kept):
    shop.connection.execute("INSERT INTO settings VALUES ('orders.ship_hours', ?)", (kept,))
    assert get_setting(shop, "orders.ship_hours") == 48


def test_the_sender_is_put_together(shop):
    assert sender(shop) == Receiver("青禾杂货")
    set_settings(shop, {"sender.name": "发件人", "sender.street": "样板街5号", "sender.country": "GB"})
    assert sender(shop) == Receiver("发件人", country="GB", street="样板街5号")


def test_returns_are_told_with_who_pays(shop):
    assert [(reason.code, reason.days, reason.freight) for reason in return_reasons(shop)] == [
        ("no-reason", 7, "buyer"),
        ("quality", 15, "merchant"),
        ("not-as-described", 10, "merchant"),
    ]


@pytest.mark.parametrize(
    ("name", "value"), [("stock.location", "shelf A"), ("orders.courier", "abc"), ("pictures.profile", "abc")]
)
def test_what_the_shop_does_not_have_is_refused(shop, name, value):
    with pytest.raises(ShopError, match="setting-invalid"):
        set_setting(shop, name, value)
