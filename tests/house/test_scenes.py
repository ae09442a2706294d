"""The pictures that are looked over before a release show every page."""

import importlib.util
from pathlib import Path

from shopdesk.ui.window.page_names import PAGES

SCENES = Path(__file__).resolve().parents[2] / "docs" / "scenes.py"


class Window:
    """A window that nobody opens; scenes are asked for by name only."""

    def go(self, page: str, **wanted: object) -> None:
        raise AssertionError(page)


def test_every_page_is_pictured():
    spec = importlib.util.spec_from_file_location("scenes", SCENES)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert {name.split("-")[0] for name in module.scenes(Window())} == set(PAGES)
    assert set(module.of_the_manual(Window())) <= set(PAGES)
