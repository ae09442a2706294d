from shopdesk.domain.errors import ShopError


def test_a_refusal_carries_a_code_and_what_it_is_about():
    error = ShopError("stock-negative", wanted=6, on_hand=5)
    assert (error.code, error.params) == ("stock-negative", {"wanted": 6, "on_hand": 5})
    assert str(error) == "stock-negative(wanted=6, on_hand=5)"
