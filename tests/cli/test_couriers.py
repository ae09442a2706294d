"""`couriers` on the command line, with its JSON."""

import pytest


@pytest.fixture
def shop(shopdesk, sampled):
    sampled()


def test_couriers_are_told_changed_and_added(shopdesk, shop):
    assert {one["code"] for one in shopdesk("couriers", "list").json} >= {"sf", "zto", "yto", "sto", "jd"}
    (changed,) = shopdesk(
        "couriers", "set", "zto", "--speed", "5", "--rate", "浙江 上海 1=4.00 +1=1.00", "--rate", "* 1=6 +1=2",
        "--mask", "ZT#{12}", "--pickup", "17:45", "--suits", "standard", "--low", "5", "--inactive",
    ).json  # fmt: skip
    assert (changed["speed"], changed["coverage"], changed["active"]) == (5, 5, False)
    assert shopdesk("couriers", "show", "中通").json["rates"] == ["浙江 上海 1=4.00 +1=1.00", "* 1=6.00 +1=2.00"]
    assert "ZTO" in shopdesk("couriers", "show", "zto", json=False).out
    own = shopdesk("couriers", "set", "own", "--name", "同城跑腿", "--alias", "跑腿", "--value", "1").json
    assert own[0]["name_en"] == "同城跑腿"
    for wrong in (("--rate", "浙江 6"), ("--mask", "(a+)+"), ("--pickup", "late")):
        assert shopdesk("couriers", "set", "own", *wrong).json["error"]["code"] == "courier-invalid"


def test_an_order_is_recommended_a_courier(shopdesk, shop):
    (told,) = shopdesk("couriers", "recommend", "SD-000001").json
    assert told["couriers"][0]["why"] and told["couriers"][0]["freight"]["currency"] == "CNY"
    assert "SD-000001" in shopdesk("couriers", "recommend", "SD-000001", json=False).out
    assert shopdesk("couriers", "recommend", "SD-999999").json["error"]["code"] == "order-unknown"
