"""What is loaded on the way to the first painted page: each module more is felt at every start."""

import os
import subprocess
import sys

import pytest

FOREIGN = {"PySide6", "shiboken6", "shibokensupport", "sqlcipher3"}  # Qt and the file's driver
# An installed program has no environment; "org" is what Python's copy looks for, in vain.
NOT_OURS = ("_distutils_hack", "__editable__", "sitecustomize", "usercustomize", "org")
MOST_OF_OURS = 85
# Large for what the first page wants of it: rules, files in and out, what is written, orders in full.
LATE = (
    "shopdesk.services.rule_files", "shopdesk.services.deadlines", "shopdesk.services.orders",
    "shopdesk.services.returns", "shopdesk.services.tickets", "shopdesk.services.couriers",
    "shopdesk.db.audit_log", "shopdesk.domain.orders", "shopdesk.domain.listings", "shopdesk.domain.addresses",
    "shopdesk.exchange", "shopdesk.reports", "shopdesk.imaging", "shopdesk.printing", "shopdesk.cli",
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> list[str]:
    """The modules that a process has loaded when the sample shop's first page is painted."""
    home = tmp_path_factory.mktemp("home")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "SHOPDESK_START_PROBE": "1", "HOME": str(home)}

    def start(*arguments: str) -> str:
        command = [sys.executable, "-X", "importtime", "-m", "shopdesk", "--shop", str(home / "shop"), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=True)
        return done.stderr

    start("init", "--sample")
    lines = start().splitlines()
    painted = next(at for at, line in enumerate(lines) if line.startswith("first-paint"))
    return [line.rpartition("|")[2].strip() for line in lines[1:painted] if line.startswith("import time:")]


def test_no_library_but_qt_and_the_files_driver_is_loaded_before_the_first_paint(loaded):
    roots = {name.split(".")[0] for name in loaded if not name.startswith(NOT_OURS)}
    assert roots - set(sys.stdlib_module_names) - FOREIGN == {"shopdesk"}


def test_what_the_first_page_does_not_show_is_not_loaded_before_it(loaded):
    assert [name for name in loaded if name in LATE] == []
    assert len([name for name in loaded if name.startswith("shopdesk.")]) <= MOST_OF_OURS


def test_modules_are_loaded_without_qts_search_through_their_source(loaded):
    assert loaded.index("shopdesk.ui.plain_import") < loaded.index("shopdesk.app")
    told = (
        "import builtins; from shopdesk.ui import plain_import; print(builtins.__import__.__name__);"
        "plain_import.stop_searching(); print(builtins.__import__.__name__)"
    )
    said = subprocess.run([sys.executable, "-c", told], capture_output=True, encoding="utf-8", timeout=60, check=True)
    before, after = said.stdout.split()
    assert before == "__feature_import__", "Qt does not search any more: plain_import can go"
    assert after != before


def test_nothing_is_collected_on_the_way_to_the_first_paint_and_all_is_after_it(folder):
    told = (
        "import atexit, gc, sys; from shopdesk import __main__ as door, app;"
        "make = app.open_window; app.open_window = lambda *a: print(gc.isenabled()) or make(*a);"
        f"sys.argv = ['shopdesk', '--shop', {str(folder)!r}];"
        "atexit.register(lambda: print(gc.isenabled())); door.main()"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "SHOPDESK_START_PROBE": "1"}
    said = subprocess.run(
        [sys.executable, "-c", told], env=environment, capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert said.stdout.split() == ["False", "True"]
