"""By what orders of one person are known to belong together."""

import pytest

from shopdesk.domain.customers import Buyer, buyer_key, clean_tags, phone_key, shown_name


@pytest.mark.parametrize("phone", ["13900000000", "139 0000 0000", "86-13900000000", "+86 139-0000-0000"])
def test_one_telephone_is_written_in_many_ways(phone):
    assert phone_key(phone) == "tel:13900000000"


@pytest.mark.parametrize("phone", ["", "139****0000", "12345", "0000000000"])
def test_a_hidden_or_empty_telephone_is_nobodys(phone):
    assert phone_key(phone) == ""


def test_a_buyer_counts_on_the_channel_alone():
    assert buyer_key(Buyer("taobao", "Blue Cat", "测试人", "")) == "taobao:blue cat"
    assert buyer_key(Buyer("pdd", "Blue Cat", "测试人", "")) == "pdd:blue cat"


@pytest.mark.parametrize(
    "told", [Buyer("manual", "测试人", "", ""), Buyer("taobao", "t**b", "", ""), Buyer("amazon", "Ann", "Ann", "")]
)
def test_a_name_is_no_buyer_id(told):
    assert buyer_key(told) == ""


def test_a_hidden_receiver_is_called_by_the_buyer():
    assert shown_name(Buyer("taobao", "bluecat", "王**", "")) == "bluecat"


def test_tags_stand_once():
    assert clean_tags([" 老  客 ", "老 客", "", "急"]) == ("老 客", "急")
