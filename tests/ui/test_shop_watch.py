"""The window says by itself that its shop's file is gone, once, and that it is back."""

import shutil

from shopdesk.ui.shop_watch import ShopWatch


def test_a_drive_that_falls_away_is_noticed_and_its_return_too(context, folder, qtbot, monkeypatch):
    monkeypatch.setattr("shopdesk.ui.shop_watch.EVERY_MS", 20)
    failed, told = [], []
    context.failed.connect(lambda error, _doing: failed.append(error.code))
    context.told.connect(told.append)
    ShopWatch(context).start()
    shutil.move(folder, folder.with_name("unplugged"))
    qtbot.waitUntil(lambda: failed == ["shop-gone"], timeout=20_000)
    qtbot.wait(200)
    assert failed == ["shop-gone"] and told == []
    shutil.move(folder.with_name("unplugged"), folder)
    qtbot.waitUntil(lambda: told == ["The shop's file is there again."], timeout=20_000)
