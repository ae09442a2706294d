from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.listings import sku_from_handle
from shopdesk.domain.option_text import options_text


def test_options_in_one_line():
    assert options_text({"颜色": "红", "Size": "M"}) == "颜色: 红; Size: M"
    assert options_text({}) == ""


def test_a_sku_is_made_of_handle_and_options():
    assert sku_from_handle("summer-tee", {"Size": "X L", "Colour": "", "颜色": "红"}) == "summer-tee-X-L-红"
    assert sku_from_handle("summer-tee", {}) == "summer-tee"


@given(st.text(max_size=200), st.dictionaries(st.text(max_size=9), st.text(max_size=99), max_size=4))
def test_a_made_sku_is_the_same_again_short_and_without_blanks(handle, options):
    sku = sku_from_handle(handle, options)
    assert sku == sku_from_handle(handle, dict(options))
    assert len(sku) <= 80
    assert not any(char.isspace() for char in sku)
