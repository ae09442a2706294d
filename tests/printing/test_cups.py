"""CUPS through its commands: a list of arguments, a time limit, and only queues that are in its own list."""

import os
import stat
import sys
from pathlib import Path

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.printers import SYSTEM, Paper, Printer
from shopdesk.printing import cups

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="CUPS is not on Windows")

STATES = """\
printer Label is idle.  enabled since Sat 28 Nov 2026 01:00:00 PM UTC
\tForm mounted:
\tContent types: any
\tDescription: Label on the desk
\tAlerts: none
printer Old disabled since Sat 28 Nov 2026 01:00:00 PM UTC -
\tPaused by hand
\tAlerts: paused
printer Busy now printing Busy-12.  enabled since Sat 28 Nov 2026 01:00:00 PM UTC
\tAlerts: media-empty-error
"""


@pytest.fixture
def spooler(tmp_path, monkeypatch):
    """Commands of our own in the place of CUPS's; `lp` keeps what it is given."""

    def make(lp: str = "") -> Path:
        told = tmp_path / "states"
        told.write_text(STATES)
        _script(tmp_path / "lpstat", f'[ "$1" = -e ] && printf "Label\\nOld\\nBusy\\nQuiet\\n" || cat "{told}"')
        keep = f'for word in "$@"; do printf "%s\\n" "$word"; done > "{tmp_path}/words"; cat > "{tmp_path}/data"'
        _script(tmp_path / "lp", lp or keep)
        return tmp_path

    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return make


def _script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_queues_say_how_they_stand(spooler):
    spooler()
    assert cups.list_queues() == [
        cups.Queue("Label", "ready"),
        cups.Queue("Old", "stopped", "Paused by hand – paused"),
        cups.Queue("Busy", "printing", "media-empty-error"),
        cups.Queue("Quiet", "unknown"),
    ]


def test_a_pdf_goes_at_its_own_size_on_paper_of_that_size(spooler):
    folder = spooler()
    cups.send_lp(Printer("Desk", SYSTEM, address="Label"), b"%PDF", title="Labels", copies=2, paper=Paper(100, 150))
    words = (folder / "words").read_text().splitlines()
    assert words[:6] == ["-d", "Label", "-n", "2", "-t", "Labels"]
    assert "print-scaling=none" in words and "media=Custom.100.00x150.00mm" in words and "raw" not in words
    assert (folder / "data").read_bytes() == b"%PDF"


def test_raw_bytes_go_as_they_are(spooler):
    folder = spooler()
    cups.send_lp(Printer("Label"), bytes(range(256)), title="-evil\n; rm -rf x", raw=True)
    words = (folder / "words").read_text().splitlines()
    assert words == ["-d", "Label", "-n", "1", "-t", "evil ; rm -rf x", "-o", "raw"]
    assert (folder / "data").read_bytes() == bytes(range(256))


@pytest.mark.parametrize("name", ["Gone", "-o", "Label@elsewhere:631", "Label/other", "$(reboot)", "Label\nOld", ""])
def test_a_queue_that_is_not_in_the_list_is_gone_whatever_its_name(spooler, name):
    folder = spooler()
    with pytest.raises(ShopError, match="printer-gone"):
        cups.send_lp(Printer("Desk", address=name), b"x", title="t")
    assert not (folder / "words").exists()


def test_a_stopped_queue_refuses_and_says_why(spooler):
    spooler()
    with pytest.raises(ShopError) as told:
        cups.send_lp(Printer("Old"), b"x", title="t")
    assert told.value.code == "printer-refused" and "Paused by hand" in told.value.params["detail"]


@pytest.mark.parametrize(
    ("lp", "code"),
    [
        ('echo "lp: Destination \\"Label\\" is not accepting jobs." >&2; exit 1', "printer-refused"),
        ('echo "lp: Error - unable to queue" >&2; exit 1', "printer-failed"),
        ("sleep 20", "printer-failed"),
    ],
)
def test_what_the_spooler_says_is_told(spooler, monkeypatch, lp, code):
    spooler(lp)
    monkeypatch.setattr(cups, "SEND_S", 0.5)
    with pytest.raises(ShopError) as told:
        cups.send_lp(Printer("Label"), b"x", title="t")
    assert told.value.code == code and told.value.params["detail"]


def test_without_a_spooler_there_are_no_queues(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cups.list_queues() == [] and not cups.has_cups()
    with pytest.raises(ShopError, match="printer-gone"):
        cups.send_lp(Printer("Label"), b"x", title="t")
