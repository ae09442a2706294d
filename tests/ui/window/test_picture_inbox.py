"""Pictures put into the watched folder arrive in their listing while the window is open."""

from shopdesk.imaging.sample_pictures import draw_product
from shopdesk.services.listings import list_listings, show_listing
from shopdesk.services.settings import set_setting
from shopdesk.ui.window.picture_inbox import PictureInbox


def test_a_new_picture_arrives_and_is_taken_back(context, qtbot, tmp_path, wait):
    listing = list_listings(context.shop)[0]
    (tmp_path / f"{listing.handle}-old.jpg").write_bytes(b"lay there before")
    set_setting(context.shop, "pictures.watched_folder", str(tmp_path))
    inbox = PictureInbox(context)
    told = []
    context.told.connect(told.append)

    def look():
        inbox.look()
        wait(context)

    look()
    draw_product("mug", "#5b7ea3", "#ffffff").save(tmp_path / f"{listing.handle}-new.jpg")
    look()
    look()
    assert len(show_listing(context.shop, listing.handle).pictures) == len(listing.pictures) + 1
    assert told == ["1 listing got new pictures"]
    context.take_back()
    wait(context)
    assert show_listing(context.shop, listing.handle) == listing
    set_setting(context.shop, "pictures.watched_folder", str(tmp_path / "gone"))
    look()
    assert "gone" in told[-1]
