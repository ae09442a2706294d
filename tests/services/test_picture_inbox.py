"""A watched folder: written files go to the listing their name begins with, and only once."""

from shopdesk.imaging.sample_pictures import draw_product
from shopdesk.services.listing_edit import save_listings
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.picture_inbox import look_into, settled, take_in, watched_folder
from shopdesk.services.settings import set_setting


def test_a_picture_goes_to_the_sku_its_name_begins_with_and_back(sample_shop, tmp_path):
    before = next(told for told in list_listings(sample_shop) if len(told.variants) > 1)
    sku, folder = before.variants[1].sku, tmp_path / "in"
    folder.mkdir()
    draw_product("mug", "#5b7ea3", "#ffffff").save(folder / f"{sku} back.jpg")
    draw_product("mug", "#a35b5b", "#ffffff").save(folder / "IMG_0001.jpg")
    taken = take_in(sample_shop, sorted(folder.iterdir(), reverse=True))
    assert [file.name for file in taken.unmatched] == ["IMG_0001.jpg"]
    after = show_listing(sample_shop, before.handle)
    assert (len(after.pictures), after.pictures[-1].name) == (len(before.pictures) + 1, f"{sku} back.jpg")
    assert take_in(sample_shop, [folder / f"{sku} back.jpg"]).changes == (), "the same picture is there already"
    save_listings(sample_shop, [change.back for change in taken.changes])
    assert show_listing(sample_shop, before.handle) == before


def test_a_name_is_not_torn(sample_shop, tmp_path):
    handle = list_listings(sample_shop)[0].handle
    draw_product("mug", "#5b7ea3", "#ffffff").save(tmp_path / f"{handle}x.jpg")
    assert take_in(sample_shop, [tmp_path / f"{handle}x.jpg"]).changes == ()


def test_only_files_written_to_their_end_are_taken(tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(b"1")
    first = look_into(tmp_path)
    file.write_bytes(b"12")
    second = look_into(tmp_path)
    assert settled(first, second) == []
    assert settled(second, look_into(tmp_path)) == [file]


def test_a_folder_that_is_gone_is_no_error(sample_shop, tmp_path):
    assert watched_folder(sample_shop) is None
    set_setting(sample_shop, "pictures.watched_folder", str(tmp_path / "gone"))
    assert look_into(watched_folder(sample_shop)) is None
