"""`layouts` and `print --layout --start-at` as a script calls them."""

import json

import pytest


@pytest.fixture
def own(shopdesk):
    """A shop without goods."""
    shopdesk("init", "--name", "青禾杂货")
    return shopdesk


def test_a_layout_is_copied_changed_exported_checked_and_taken_in(own, tmp_path):
    assert own("layouts", "copy", "labels", "100x150", "mine").json == {
        "document": "labels", "name": "mine", "hidden": False,
    }  # fmt: skip
    assert own("layouts", "set", "labels", "mine", "text=110", "mask=phone", "copy.shown=false").status == 0
    shown = own("layouts", "show", "labels", "mine").json
    assert (shown["text"], shown["mask"], shown["parts"]["copy"]["shown"]) == (110, ["phone"], False)
    file = tmp_path / "mine.json"
    assert own("layouts", "export", "labels", "mine", "-o", str(file)).status == 0
    assert json.loads(file.read_text("utf-8")) == shown
    broken = tmp_path / "broken.json"
    broken.write_text("{}", "utf-8")
    checked = own("layouts", "check", str(file), str(broken))
    assert (checked.status, [row["ok"] for row in checked.json]) == (1, [True, False])
    assert own("layouts", "import", str(file)).status == 0
    assert own("layouts", "import", str(broken)).status == 3
    assert own("layouts", "hide", "labels", "mine").json["hidden"] is True
    assert "mine" not in [row["name"] for row in own("layouts", "list", "labels").json]
    assert own("layouts", "hide", "labels", "mine", "--undo").json["hidden"] is False
    assert [row["name"] for row in own("layouts", "list", "labels").json][-1] == "mine"


def test_what_is_wrong_is_said_and_nothing_is_changed(own, tmp_path):
    refused = own("layouts", "set", "labels", "100x150", "text=110")
    assert (refused.status, refused.json["error"]["code"]) == (3, "layout-builtin")
    assert own("layouts", "set", "labels", "100x150", "text").status == 2
    assert own("layouts", "show", "labels", "10x10").json["error"]["code"] == "layout-unknown"
    missing = own("layouts", "import", str(tmp_path / "nothing.json"))
    assert (missing.status, missing.json["error"]["code"]) == (3, "file-unreadable")
    told = own("layouts", "list", json=False).out
    assert "100x150 · 100 × 150 mm" in told
