import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.addresses import (
    Receiver,
    is_masked,
    mask_name,
    mask_phone,
    receiver_is_masked,
    receiver_is_unsure,
    split_spaced_address,
)


@pytest.mark.parametrize(
    ("receiver", "region"),
    [
        (Receiver(province="浙江省", city="杭州市", district="西湖区"), "浙江省杭州市西湖区"),
        (Receiver(province="上海市", city="上海市", district="示例区"), "上海市示例区"),
        (Receiver(province="北京市", city="市辖区", district="示例区"), "北京市示例区"),
        (Receiver(country="US", province="CA", city="Springfield"), "CA, Springfield"),
        (Receiver(), ""),
    ],
)
def test_the_region_in_one_string(receiver, region):
    assert receiver.region == region


@pytest.mark.parametrize("text", ["王**", "1******6198", "##cipher", "$$cipher", "~cipher"])
def test_what_a_platform_has_hidden_is_masked(text):
    assert is_masked(text)
    assert receiver_is_masked(Receiver(name=text))
    assert receiver_is_masked(Receiver(phone=text))
    assert receiver_is_masked(Receiver(street=text))


@pytest.mark.parametrize("text", ["", "王小明", "5#楼", "A~B", "样板路1号 #2-301"])
def test_what_is_in_the_open_is_not(text):
    assert not is_masked(text)
    assert not receiver_is_masked(Receiver(text, text, street=text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("广东省 广州市 越秀区 样板路1号(510180)", ("广东省", "广州市", "越秀区", "样板路1号", "510180")),
        ("四川省 成都市 其它区 样板街2号（610041）", ("四川省", "成都市", "", "样板街2号", "610041")),
        ("浙江省 杭州市 西湖区 样板路1号 2栋 301(000000)", ("浙江省", "杭州市", "西湖区", "样板路1号 2栋 301", "")),
        ("样板路1号", ("", "", "", "样板路1号", "")),
        ("浙江省 杭州市 样板路", ("", "", "", "浙江省 杭州市 样板路", "")),
        ("样板苑6栋（样板花园附近）(243000)", ("", "", "", "样板苑6栋（样板花园附近）", "243000")),
        ("", ("", "", "", "", "")),
    ],
)
def test_an_address_with_spaces_comes_apart(text, parts):
    assert split_spaced_address(text) == parts


@given(st.text(st.characters(exclude_categories=["Z", "C"], exclude_characters="()（）"), max_size=20))
def test_nothing_of_an_address_without_spaces_is_lost(text):
    assert split_spaced_address(text) == ("", "", "", text, "")


def test_names_and_telephones_on_a_screen_others_see():
    assert (mask_name("王小明"), mask_name("")) == ("王**", "")
    assert (mask_phone("13800001234"), mask_phone("12345")) == ("138****1234", "*****")


@pytest.mark.parametrize(
    ("receiver", "unsure"),
    [
        (Receiver(province="浙江省", city="杭州市", street="样板路1号"), False),
        (Receiver(province="上海市", district="闵行区", street="样板路1号"), False),
        (Receiver(province="广东省", city="东莞市", street="样板镇1号"), False),
        (Receiver(street="朝阳区样板路1号"), True),
        (Receiver(province="浙江省", street="样板路1号"), True),
        (Receiver(street="样板***"), False),
        (Receiver(country="US", street="1 Sample Street"), False),
        (Receiver(), False),
    ],
)
def test_an_address_without_province_or_city_wants_a_look(receiver, unsure):
    assert receiver_is_unsure(receiver) is unsure
