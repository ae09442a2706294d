"""Files out by command line: exit codes as the contract says, the answer as the page says."""

import csv

import pytest


@pytest.fixture
def sample(shopdesk, sampled):
    """The sample shop."""
    sampled()
    return shopdesk


def test_orders_go_into_a_csv_and_a_workbook(sample, tmp_path):
    every = len(sample("orders", "list").json)
    told = sample("export", "orders", "--format", "shopdesk-csv", "-o", tmp_path / "o.csv")
    assert told.status == 0 and told.json["records"] == every > 300 and told.json["refused"] == []
    with (tmp_path / "o.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == told.json["rows"] and len({row["number"] for row in rows}) == every
    few = sample("export", "orders", "-o", tmp_path / "o.xlsx", "--orders", "SD-000001", "SD-000002")
    assert few.json["format"] == "shopdesk-xlsx" and few.json["records"] == 2
    view = sample("export", "orders", "--format", "csv", "-o", tmp_path / "v.csv", "--view", "cancelled")
    assert 0 < view.json["records"] < every


def test_parcels_are_handed_back_once_and_taken_back(sample, tmp_path):
    call = ("export", "shipments", "--format", "pdd-shipments", "-o", tmp_path / "p.csv")
    first = sample(*call)
    assert first.status == 0 and first.json["records"] > 0
    assert sample(*call).json["records"] == 0
    assert len(sample("export", "--undo", first.json["hand_back"]).json["orders"]) == first.json["records"]
    assert sample(*call).json["records"] == first.json["records"]
    number = sample("orders", "list", "--view", "shipped", "--limit", "1").json[0]["number"]
    refused = sample(*call, "--orders", number, "SD-000001")
    assert refused.status == 1 and {entry["code"] for entry in refused.json["refused"]} <= {
        "parcel-of-other-channel", "parcel-handed-back", "parcel-without-waybill",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("orders",), 2),
        (("-o", "{}/a.csv"), 2),
        (("orders", "-o", "{}/a.csv", "--orders"), 2),
        (("listings", "-o", "{}/a.csv", "--view", "new"), 2),
        (("orders", "-o", "{}/a.csv", "--undo", "x"), 2),
        (("orders", "-o", "{}/a.pdf"), 3),
        (("orders", "-o", "{}/a.csv", "--format", "pdd-shipments"), 3),
        (("orders", "-o", "{}/none/a.csv"), 3),
        (("orders", "-o", "{}/a.csv", "--orders", "SD-999999"), 3),
        (("stock", "-o", "{}/a.csv", "--currency", "USD"), 3),
        (("stock", "-o", "{}/a.csv", "--currency", "USD", "--rate", "x"), 3),
        (("--undo", "unknown"), 3),
    ],
)
def test_what_cannot_be_done_leaves_no_file(sample, tmp_path, arguments, status):
    assert sample("export", *(part.format(tmp_path) for part in arguments)).status == status
    assert [path.name for path in tmp_path.iterdir()] == ["cli-shop"]


def test_formats_tell_which_way_they_go(shopdesk):
    told = {(entry["name"], entry["kind"]): entry["direction"] for entry in shopdesk("formats").json}
    assert told["taobao-orders", "orders"] == "import"
    assert told["shopify-products", "listings"] == "import export"
    assert told["pdd-shipments", "shipments"] == told["amazon-price-quantity", "stock"] == "export"
    names = {name for name, _kind in told}
    assert names >= {
        "amazon-shipments", "ebay-inventory", "ebay-listings", "shopify-inventory", "woocommerce-products",
        "shopdesk-csv", "shopdesk-xlsx",
    }  # fmt: skip
