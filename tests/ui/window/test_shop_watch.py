"""The window says by itself that its shop's file is gone, once, and opens it anew when it is back."""

import shutil

from shopdesk.ui.window.shop_watch import ShopWatch


def test_a_drive_that_falls_away_is_noticed_and_its_return_too(context, folder, qtbot, monkeypatch):
    monkeypatch.setattr("shopdesk.ui.window.shop_watch.EVERY_MS", 20)
    failed, looks = [], []
    context.failed.connect(lambda error, _doing: failed.append(error.code))
    watch = ShopWatch(context)
    monkeypatch.setattr(watch, "_take", lambda error, take=watch._take: (looks.append(error), take(error)))
    watch.start()
    shutil.move(folder, folder.with_name("unplugged"))
    qtbot.waitUntil(lambda: failed == ["shop-gone"], timeout=20_000)
    looks.clear()
    qtbot.waitUntil(lambda: len(looks) > 2, timeout=20_000)
    assert failed == ["shop-gone"]
    with qtbot.waitSignal(watch.returned, timeout=20_000):
        shutil.move(folder.with_name("unplugged"), folder)
