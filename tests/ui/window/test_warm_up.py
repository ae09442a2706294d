"""After the start the modules of the other pages are loaded in pauses, a small one at a time."""

import subprocess
import sys

import pytest

import shopdesk
from shopdesk import app
from shopdesk.ui.window.warm_up import WarmUp, inner_first

ALONE = """
import sys
from importlib import import_module
from shopdesk.app import page_modules
from shopdesk.ui.window.warm_up import inner_first
page, most, ours = page_modules(["orders"])[0], 0, lambda: sum(name.startswith("shopdesk.") for name in sys.modules)
for name in inner_first([page]):
    before = ours()
    import_module(name)
    most = max(most, ours() - before)
assert page in sys.modules
print(most)
"""


@pytest.fixture
def outer_and_inner(tmp_path, monkeypatch):
    (tmp_path / "zz_outer.py").write_text("from shopdesk.zz_inner import WORD\n", encoding="utf-8")
    (tmp_path / "zz_inner.py").write_text("WORD = 1\n", encoding="utf-8")
    monkeypatch.setattr(shopdesk, "__path__", [*shopdesk.__path__, str(tmp_path)])
    yield ["shopdesk.zz_outer"]
    for name in ("shopdesk.zz_outer", "shopdesk.zz_inner"):
        sys.modules.pop(name, None)


def test_what_a_module_needs_comes_before_it_and_what_is_loaded_not_at_all(outer_and_inner):
    assert list(inner_first(outer_and_inner)) == ["shopdesk.zz_inner", "shopdesk.zz_outer"]
    sys.modules["shopdesk.zz_inner"] = sys
    assert list(inner_first(outer_and_inner)) == ["shopdesk.zz_outer"]


def test_all_is_loaded_by_and_by_each_work_begins_once_it_can_and_then_it_is_over(outer_and_inner, folder, qtbot):
    opened = app.open_window(folder)
    qtbot.addWidget(opened)
    begun = []

    def work(context):
        begun.append((context, "shopdesk.zz_inner" in sys.modules, "shopdesk.zz_outer" in sys.modules))
        import shopdesk.zz_inner  # noqa: F401

    over = WarmUp(opened.context, [work], outer_and_inner)
    with qtbot.waitSignal(over.destroyed):
        assert "shopdesk.zz_inner" not in sys.modules
    assert begun == [(opened.context, True, False)] and "shopdesk.zz_outer" in sys.modules
    opened.close()


def test_it_goes_on_in_the_window_that_takes_the_place_of_another(outer_and_inner, folder, qtbot):
    opened = app.open_window(folder)
    begun = []

    def work(context):
        begun.append(context)

    over = WarmUp(opened.context, [work], outer_and_inner)
    with qtbot.waitSignal(over.destroyed):
        opened.rebuild.emit()
    assert begun and "shopdesk.zz_outer" in sys.modules
    app._top_window().close()


def test_a_window_that_is_closed_loads_nothing_more(outer_and_inner, folder, qtbot):
    opened = app.open_window(folder)
    qtbot.addWidget(opened)
    over = WarmUp(opened.context, [], outer_and_inner)
    with qtbot.waitSignal(over.destroyed):
        opened.close()
    assert "shopdesk.zz_outer" not in sys.modules


def test_no_piece_of_the_orders_page_is_large():
    told = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True, timeout=60)
    assert 0 < int(told.stdout) < 25
