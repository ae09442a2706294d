"""The program tries itself: what the packaged program answers when it is asked whether it works."""

import ast
import sys
from pathlib import Path

import pytest

import shopdesk
from shopdesk import selftest

EVERY_START_LOADS = {"PIL", "PySide6", "click", "shiboken6", "sqlcipher3", "shopdesk"}
STEPS = (
    "_parts_loaded_by_name",
    "_words",
    "_manual",
    "_time_zones",
    "_picture_formats",
    "_a_packing_day",
    "_the_window",
)


def test_a_sound_program_passes_every_step_and_leaves_nothing_behind(capsys, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("SHOPDESK_CONFIG", "")
    assert selftest.run_selftest() == selftest.PASSED
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].split() == ["selftest", "ok"]
    steps = [line.split(":")[0].split(maxsplit=1)[1] for line in lines if line.lstrip().startswith("ok ")]
    assert steps == [
        "parts loaded by name",
        "words",
        "manual",
        "time zones",
        "picture formats",
        "a packing day",
        "the window",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_step_that_fails_is_told_and_the_others_are_taken(capsys, monkeypatch, tmp_path):
    taken = []
    for name in STEPS:
        monkeypatch.setattr(selftest, name, _noting(name, taken))
    monkeypatch.setattr(selftest, "_time_zones", _noting("_time_zones", taken, LookupError("没有 tzdata")))
    monkeypatch.setenv("SHOPDESK_CONFIG", "")
    assert selftest.run_selftest() == selftest.FAILED
    told = capsys.readouterr().out
    assert len(taken) == len(STEPS) and told.isascii()
    assert "failed  time zones: LookupError: \\u6ca1\\u6709 tzdata" in told


def test_without_a_console_the_exit_status_says_it_all(monkeypatch):
    for name in STEPS:
        monkeypatch.setattr(selftest, name, _noting(name, []))
    monkeypatch.setenv("SHOPDESK_CONFIG", "")
    monkeypatch.setattr(sys, "stdout", None)
    assert selftest.run_selftest() == selftest.PASSED


def test_every_library_that_is_loaded_late_is_loaded_once():
    named = set()
    for file in Path(shopdesk.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                named |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                named.add(node.module.split(".")[0])
    late = named - sys.stdlib_module_names - EVERY_START_LOADS
    assert late == {library.split(".")[0] for library in selftest.LIBRARIES} - EVERY_START_LOADS


def test_a_library_that_cannot_be_loaded_fails_the_selftest(monkeypatch, tmp_path):
    monkeypatch.setattr(selftest, "LIBRARIES", ("python_calamine", "no_such_library"))
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        selftest._parts_loaded_by_name(tmp_path)


@pytest.mark.parametrize("arguments", [["--selftest"]])
def test_the_door_leads_to_the_selftest(arguments, monkeypatch):
    from shopdesk import __main__ as door

    monkeypatch.setattr(sys, "argv", ["shopdesk", *arguments])
    monkeypatch.setattr(selftest, "run_selftest", lambda: 7)
    with pytest.raises(SystemExit) as left:
        door.main()
    assert left.value.code == 7


def _noting(name, taken, error=None):
    def step(_):
        taken.append(name)
        if error:
            raise error
        return "done"

    step.__name__ = name
    return step
