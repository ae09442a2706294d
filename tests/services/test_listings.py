import pytest

from shopdesk.services.imports import import_file
from shopdesk.services.listings import list_listings, picture_file, show_listing


@pytest.fixture
def goods(shop, write_csv):
    """A tee in two sizes and a jar."""
    told = {"Type": "simple", "Published": "1", "Regular price": "9.00"}
    import_file(
        shop,
        write_csv(
            "goods.csv",
            {"ID": "1", "SKU": "TEE", "Name": "纯棉短袖 Tee", "Categories": "服装 > 上装 > 短袖", "Brands": "青禾"}
            | told
            | {"Type": "variable"},
            *(
                {"ID": f"1{size}", "SKU": f"TEE-{size}", "Parent": "TEE", "Images": ""}
                | {"Attribute 1 name": "尺码", "Attribute 1 value(s)": size, "GTIN, UPC, EAN, or ISBN": f"20000{at}"}
                | told
                | {"Type": "variation"}
                for at, size in enumerate("SM")
            ),
            {"ID": "2", "SKU": "JAR", "Name": "Glass jar 100% A+", "Images": "https://shop.example/jar.jpg"} | told,
        ),
    )
    return shop


def titles(shop, text):
    return [listing.handle for listing in list_listings(shop, search=text)]


def test_a_listing_stands_as_the_file_told_it(goods):
    tee, jar = list_listings(goods)
    assert (tee.title, tee.category, tee.brand, tee.status) == (
        "纯棉短袖 Tee",
        ("服装", "上装", "短袖"),
        "青禾",
        "listed",
    )
    assert [(v.sku, v.options, v.price, v.barcode) for v in tee.variants] == [
        ("TEE-S", {"尺码": "S"}, 900, "200000"),
        ("TEE-M", {"尺码": "M"}, 900, "200001"),
    ]
    assert [picture.place for picture in jar.pictures] == ["https://shop.example/jar.jpg"]
    assert jar.currency == "CNY"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(("短袖", ["TEE"]), ("cm", ["TEE"]), ("dx", ["TEE"]), ("tee-m", ["TEE"]), ("200001", ["TEE"])),
        *(("glass", ["JAR"]), ("ja", ["JAR"]), ("100%", ["JAR"]), ("A+", ["JAR"]), ("e", ["TEE"])),
        *(("", ["TEE", "JAR"]), ("  ", ["TEE", "JAR"]), ("长袖", []), ('" OR *', []), ("%%", [])),
    ],
)
def test_a_listing_is_found_by_title_initials_sku_and_barcode(goods, text, found):
    assert titles(goods, text) == found


def test_at_most_so_many(goods):
    assert [listing.handle for listing in list_listings(goods, limit=1)] == ["TEE"]


@pytest.mark.parametrize("name", ["TEE", "TEE-S", "200001", " TEE "])
def test_a_listing_is_shown_by_handle_sku_or_barcode(goods, name):
    assert show_listing(goods, name).handle == "TEE"


def test_an_unknown_listing_is_told(goods, refusal):
    assert refusal(show_listing, goods, "GHOST") == "listing-unknown"


def test_a_picture_never_leads_out_of_the_shops_folder(shop):
    (shop.images / "in").mkdir()
    (shop.images / "in" / "a.jpg").write_bytes(b"")
    (shop.folder / "secret.jpg").write_bytes(b"")
    assert picture_file(shop, "in/a.jpg") == shop.images / "in" / "a.jpg"
    for place in ("../secret.jpg", str(shop.folder / "secret.jpg"), "in", "gone.jpg", "", "https://x.example/a.jpg"):
        assert picture_file(shop, place) is None, place
