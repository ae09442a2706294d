"""Files that are there whole or not at all."""

from itertools import count
from pathlib import Path

import pytest

from shopdesk import whole_files
from shopdesk.whole_files import written_whole


def test_a_file_appears_whole(tmp_path):
    target = tmp_path / "面单.pdf"
    with written_whole(target) as part:
        part.write_text("half", "utf-8")
        assert not target.exists()
    assert target.read_text("utf-8") == "half"
    assert [path.name for path in tmp_path.iterdir()] == ["面单.pdf"]


def test_what_breaks_off_leaves_the_old_file(tmp_path):
    target = tmp_path / "rules.json"
    target.write_text("old", "utf-8")
    with pytest.raises(OSError, match="disk full"), written_whole(target) as part:
        part.write_text("new", "utf-8")
        raise OSError("disk full")
    assert target.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["rules.json"]


def test_two_programs_that_write_the_same_file_do_not_take_each_others_place(tmp_path):
    target = tmp_path / "shop.json"
    with written_whole(target) as first:
        first.write_text("first", "utf-8")
        with written_whole(target) as second:
            second.write_text("second", "utf-8")
        assert target.read_text("utf-8") == "second"
    assert target.read_text("utf-8") == "first"


def test_a_folder_that_is_not_there_is_said_as_such(tmp_path):
    with pytest.raises(FileNotFoundError), written_whole(tmp_path / "gone" / "a.txt") as part:
        part.write_text("x", "utf-8")


def test_a_file_that_somebody_reads_for_a_moment_is_replaced_a_little_later(tmp_path, monkeypatch):
    """As on Windows, which replaces no file that is open."""
    target, tries = tmp_path / "printers.json", count(1)
    replace = Path.replace

    def replace_the_third_time(part, place):
        if next(tries) < 3:
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return replace(part, place)

    monkeypatch.setattr(whole_files, "OPEN_FILES_ARE_HELD", True)
    monkeypatch.setattr(Path, "replace", replace_the_third_time)
    with written_whole(target) as part:
        part.write_text("new", "utf-8")
    assert target.read_text("utf-8") == "new" and next(tries) == 4


def test_a_file_that_nobody_lets_go_of_is_refused_after_a_while(tmp_path, monkeypatch):
    tries = count(1)

    def refuse(*_told):
        next(tries)
        raise PermissionError(13, "being used by another process")

    for held, patience, fewest in ((True, 0.05, 2), (False, 60, 1)):
        monkeypatch.setattr(whole_files, "OPEN_FILES_ARE_HELD", held)
        monkeypatch.setattr(whole_files, "PATIENCE_S", patience)
        before = next(tries)
        with pytest.raises(PermissionError):
            whole_files.patiently(refuse, tmp_path)
        assert next(tries) - before - 1 >= fewest
