"""Whatever lies in a folder may be dropped on the shop: it comes in or is refused with a reason."""

import json

import pytest

from shopdesk.cli import run


def files_below(folder):
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


@pytest.fixture
def answer(shopdesk):
    """Import files into the test's shop and return exit status and answers; nothing may be told as a bug."""

    def call(*arguments):
        got = shopdesk("import", *arguments)
        assert got.status in (0, 1, 3), (arguments, got.out, got.err)
        return got.status, json.loads(got.out)

    assert run(["--json", "init"]) == 0
    return call


@pytest.mark.parametrize("folder", ["badinput", "formats", "images", "waybill", "orders", "products"])
def test_every_file_of_a_folder_is_taken_or_refused_with_a_reason(shared_data, shopdesk, answer, folder):
    files = files_below(shared_data / folder)
    assert files
    for path in files:
        looked, dry = answer(path, "--dry-run")
        assert shopdesk("orders", "list").json == [], "a dry run writes nothing"
        taken, (told,) = answer(path)
        assert taken == looked, path
        if "error" in told:
            assert told["error"]["code"] not in ("", "bug"), path
            assert told["error"]["message"], path
            assert taken == 3
        else:
            assert (taken == 1) == bool(told["rejected"]), path
            assert told["rows"] == dry[0]["rows"]
            assert all(problem["code"] and problem["message"] for problem in told["rejected"] + told["warnings"]), path
            _status, (again,) = answer(path)
            assert (again["created"], again["updated"]) == (0, 0), path
            assert again["unchanged"] == told["created"] + told["updated"] + told["unchanged"], path
            undone = shopdesk("import", "--undo", again["batch"])
            assert undone.json["removed"] == 0
            assert shopdesk("import", "--undo", told["batch"]).status == 0
            assert shopdesk("orders", "list").json == shopdesk("listings", "list").json == []
    assert shopdesk("doctor").status == 0


def test_all_bad_files_at_once_are_told_one_by_one(shared_data, answer):
    files = files_below(shared_data / "badinput")
    status, told = answer(*files)
    assert [result["file"] for result in told] == [str(path) for path in files]
    assert status == (3 if all("error" in result for result in told) else 1)
