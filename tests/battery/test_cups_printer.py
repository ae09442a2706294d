"""A real CUPS with a real IPP printer that keeps what it receives: a label arrives at its size, raw bytes as sent.

It needs root, cups, cups-ipp-utils, avahi-daemon and dbus; `conftest` starts all of them in a folder of its own.
"""

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import SPOOL, Calibration, Paper, Printer
from shopdesk.printing.languages import write_document
from shopdesk.services import printers

MM = 72 / 25.4
BOTH = {"SF1234567890123", "退货 SD-000123"}


def page_of(path: Path):
    pdf = pypdfium2.PdfDocument(path)
    size, image = pdf[0].get_size(), pdf[0].render(scale=203.2 / 72, grayscale=True).to_pil()
    pdf.close()
    return size, image


def test_a_label_arrives_at_exactly_its_size_and_is_read(spooler, label, read_codes):
    printers.deliver(Printer("Label"), label(), title="Labels 面单")
    size, image = page_of(spooler.received(1)[-1])
    assert size == pytest.approx((100 * MM, 150 * MM), abs=0.01 * MM)
    assert read_codes(image.point(lambda grey: 255 * (grey >= 160))) == BOTH
    told = spooler.log.read_text(errors="replace")
    media = re.findall(r"media-col \(collection\) {media-size={x-dimension=(\d+) y-dimension=(\d+)}", told)
    assert media[0] == ("10000", "15000")  # hundredths of a millimetre, as the job asked for


def test_small_paper_arrives_at_its_own_size(spooler, label):
    before = len(spooler.received(0))
    printers.deliver(Printer("Label", paper=Paper(60, 40)), label(60, 40), title="Stock labels")
    size, _ = page_of(spooler.received(before + 1)[-1])
    assert size == pytest.approx((60 * MM, 40 * MM), abs=0.1 * MM)


def test_a_calibrated_label_is_moved_on_paper_of_the_same_size(spooler, label, read_codes):
    before = len(spooler.received(0))
    moved = Printer("Label").calibrated("", Calibration(1.0, 0.99, 2.0, 0.0))
    printers.deliver(moved, label(), title="Labels")
    size, image = page_of(spooler.received(before + 1)[-1])
    assert size == pytest.approx((100 * MM, 150 * MM), abs=0.01 * MM)
    ink = image.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert ink[0] / 8 == pytest.approx(0.75 + 2.0, abs=0.3) and ink[3] / 8 == pytest.approx(149.25 * 0.99, abs=0.3)
    assert read_codes(image.point(lambda grey: 255 * (grey >= 160))) == BOTH


@pytest.mark.parametrize("language", ["tspl", "zpl", "escpos"])
def test_raw_bytes_pass_the_spooler_unchanged(spooler, label, language):
    raw = Printer("Raw", SPOOL, language, paper=Paper(100, 150))
    sent, before = b"".join(write_document(label(pages=2), raw, 1, SilentJob())), len(spooler.raw.jobs)
    printers.deliver(raw, label(pages=2), title="Labels")
    assert spooler.raw_job(before) == sent


def test_a_queue_that_was_stopped_says_so_and_takes_nothing(spooler, label):
    subprocess.run(["cupsdisable", "-r", "out of paper", "Raw"], check=True, timeout=30)
    states = {row.printer.name: (row.state, row.reason) for row in printers.list_printers()}
    assert states["Label"][0] in ("ready", "printing") and states["Raw"][0] == "stopped"
    assert "out of paper" in states["Raw"][1]
    with pytest.raises(ShopError, match="printer-refused"):
        printers.deliver(Printer("Raw", SPOOL, "tspl", paper=Paper(100, 150)), label(), title="Labels")
    subprocess.run(["cupsenable", "Raw"], check=True, timeout=30)


def test_a_queue_that_rejects_and_one_that_is_gone(spooler, label):
    subprocess.run(["cupsreject", "-r", "moved", "Raw"], check=True, timeout=30)
    with pytest.raises(ShopError, match="printer-refused"):
        printers.deliver(Printer("Raw", SPOOL, "tspl", paper=Paper(100, 150)), label(), title="Labels")
    subprocess.run(["cupsaccept", "Raw"], check=True, timeout=30)
    for name in ("Gone", "Label@localhost", "-d", "Label/x"):
        with pytest.raises(ShopError, match="printer-gone"):
            printers.deliver(Printer(name), label(), title="Labels")
