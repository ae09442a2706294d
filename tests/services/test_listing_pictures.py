"""Pictures of a listing: kept once by content, put in order, given roles; what a person added stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shopdesk.domain.errors import ShopError
from shopdesk.domain.listings import Listing, Picture, Variant
from shopdesk.services.imports import import_file
from shopdesk.services.listing_edit import save_listing
from shopdesk.services.listing_pictures import (
    store_bytes,
    store_pictures,
    with_order,
    with_pictures,
    with_role,
    without_picture,
)
from shopdesk.services.listings import picture_file, show_listing

PLAIN = Listing("h", "t", (Variant("A"),))


@pytest.fixture
def photo(tmp_path: Path):
    """Make a picture file of one colour."""

    def make(name: str, colour: str = "red", **named) -> Path:
        Image.new("RGB", (60, 40), colour).save(tmp_path / name, **named)
        return tmp_path / name

    return make


def listing(*pictures: str) -> Listing:
    return with_pictures(PLAIN, [Picture(place) for place in pictures])


def told(one: Listing) -> list[tuple[str, str]]:
    return [(picture.place, picture.role) for picture in one.pictures]


def test_files_are_kept_once_by_their_content(shop, photo, tmp_path):
    first, same, other = photo("a.png"), tmp_path / "copy.PNG", photo("b.png", "blue")
    same.write_bytes(first.read_bytes())
    taken, refused = store_pictures(shop, [first, same, other])
    assert not refused and taken[0].place == taken[1].place != taken[2].place
    assert [picture.name for picture in taken] == ["a.png", "copy.PNG", "b.png"]
    assert all(picture.own for picture in taken)
    kept = picture_file(shop, taken[0].place)
    assert kept is not None and kept.read_bytes() == first.read_bytes()
    assert len(list(shop.images.rglob("*.png"))) == 2 and first.exists()


def test_a_file_gets_the_suffix_of_what_it_is(shop, photo):
    wrong = photo("photo.png", format="JPEG")
    taken, _refused = store_pictures(shop, [wrong])
    assert taken[0].place.endswith(".jpg") and taken[0].name == "photo.png"


def test_what_is_no_picture_is_refused_with_its_reason(shop, photo, tmp_path):
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("words")
    (tmp_path / "folder.jpg").mkdir()
    cut = photo("cut.png")
    cut.write_bytes(cut.read_bytes()[:60])
    names = ["empty.jpg", "text.jpg", "folder.jpg", "gone.jpg", "cut.png"]
    taken, refused = store_pictures(shop, [tmp_path / name for name in names])
    assert not taken and [one.name for one in refused] == names
    assert [one.reason for one in refused][:4] == ["empty", "not-a-picture", "not-a-file", "missing"]
    assert not [file for file in shop.images.rglob("*") if file.is_file() and file.suffix == ".part"]


def test_a_pasted_picture_is_kept(shop, photo):
    data = photo("p.png").read_bytes()
    made = store_bytes(shop, data, "pasted", ".png")
    assert made.own and picture_file(shop, made.place).read_bytes() == data


def test_a_folder_that_cannot_be_written_is_said(shop, photo, monkeypatch):
    file = photo("a.png")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(PermissionError(13, "no")))
    with pytest.raises(ShopError, match="folder-not-writable"):
        store_pictures(shop, [file])
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(ShopError, match="disk-full"):
        store_pictures(shop, [file])
    assert not list(shop.images.rglob("*.part"))


def test_the_first_picture_is_the_main_image():
    assert told(listing("a", "b")) == [("a", "main"), ("b", "")]
    more = with_pictures(listing("a", "b"), [Picture("c"), Picture("a")], at=0)
    assert told(more) == [("c", ""), ("a", "main"), ("b", "")]


def test_the_order_decides_which_is_main():
    assert told(with_order(listing("a", "b", "c"), ["c", "a"])) == [("c", "main"), ("a", ""), ("b", "")]


def test_a_role_is_given_and_the_main_image_is_one_alone():
    one = with_role(listing("a", "b", "c"), "b", "back")
    assert told(one) == [("a", "main"), ("b", "back"), ("c", "")]
    assert told(with_role(one, "c", "main")) == [("c", "main"), ("a", ""), ("b", "back")]
    assert told(with_role(one, "a", "front")) == [("b", "main"), ("a", "front"), ("c", "")]
    assert told(with_role(listing("a"), "a", "scene")) == [("a", "main")]
    with pytest.raises(ShopError, match="picture-role-unknown"):
        with_role(one, "a", "cover")


def test_taking_the_main_image_out_makes_the_next_one_main():
    assert told(without_picture(listing("a", "b"), "a")) == [("b", "main")]
    assert told(without_picture(listing("a"), "a")) == []


def test_own_pictures_stay_when_a_file_is_imported_again(shop, write_csv, photo):
    row = {"ID": "1", "Type": "simple", "SKU": "BOX", "Name": "盒", "Published": "1", "Regular price": "3.00"}
    address = "https://shop.example/a.jpg"
    import_file(shop, write_csv("one.csv", row | {"Images": address}))
    (own,), _refused = store_pictures(shop, [photo("own.png")])
    before = show_listing(shop, "BOX")
    save_listing(shop, before, with_order(with_pictures(before, [own]), [own.place]))
    import_file(shop, write_csv("two.csv", row | {"Images": address, "Name": "新盒"}))
    after = show_listing(shop, "BOX")
    assert after.title == "新盒"
    assert [picture.place for picture in after.pictures] == [own.place, address]
    assert after.pictures[0] == replace(own, role="main")
