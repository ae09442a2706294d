"""The spooler of Windows as Wine has it: raw labels pass it as they were written, painted ones arrive at their size.

SHOPDESK_BATTERY_WINE names a folder with a prefix (`wp`) and a Windows Python (`wpy311`) that has Pillow, pypdfium2
and, for painting, PySide6.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import SPOOL, Paper, Printer
from shopdesk.printing.languages import write_document

REPOSITORY = Path(__file__).parents[2]
WINE_DLLS = "mscoree=;mshtml=;icuuc,mscms,bcryptprimitives=n"
MM = 72 / 25.4
SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import SPOOL, Paper, Printer
from shopdesk.printing.languages import write_document
from shopdesk.services import printers
pdf, language, queue = Path(sys.argv[2]).read_bytes(), sys.argv[4], sys.argv[5]
if language == "driver":
    from PySide6.QtWidgets import QApplication
    from shopdesk.ui.printing.paper_printer import paint
    app = QApplication([])
    printers.deliver(Printer(queue), pdf, title="Labels", paint=paint)
    sys.exit(print("delivered"))
printer = Printer(queue, SPOOL, language, paper=Paper(100, 150))
Path(sys.argv[3]).write_bytes(b"".join(write_document(pdf, printer, 1, SilentJob())))
print("queues", sorted(row.printer.name for row in printers.list_printers()))
try:
    printers.deliver(printer, pdf, title="\\u9762\\u5355")
    print("delivered")
except ShopError as error:
    print("refused", error.code, error.params["detail"])
"""


@pytest.fixture
def windows(spooler, tmp_path):
    """Run the script in Wine, whose spooler leads to the one of this machine."""
    told = os.environ.get("SHOPDESK_BATTERY_WINE", "")
    if not told or not shutil.which("wine") or not (Path(told) / "wpy311" / "python.exe").is_file():
        pytest.skip("no Wine with a Windows Python here")
    script = tmp_path / "print.py"
    script.write_text(SCRIPT, "utf-8")
    environment = os.environ | {"WINEPREFIX": f"{told}/wp", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": WINE_DLLS}

    def run(pdf: bytes, language: str, queue: str = "Raw") -> tuple[str, bytes]:
        page, written = tmp_path / "page.pdf", tmp_path / "written"
        page.write_bytes(pdf)
        words = [f"Z:{path}" for path in (REPOSITORY, page, written)]
        command = ["wine", f"{told}/wpy311/python.exe", f"Z:{script}", *words, language, queue]
        # Wine's consoles want pipes at both ends.
        done = subprocess.run(command, input=b"\n", capture_output=True, env=environment, timeout=200, check=False)
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        return said, written.read_bytes() if written.exists() else b""

    return run


@pytest.mark.parametrize("language", ["tspl", "zpl", "escpos"])
def test_raw_labels_pass_windows_spooler_unchanged(windows, spooler, label, language):
    before = len(spooler.raw.jobs)
    said, written = windows(label(pages=2), language)
    assert "delivered" in said and "'Label', 'Raw'" in said, said
    assert spooler.raw_job(before) == written
    if language != "zpl":  # what is deflated differs with the system's zlib
        here = Printer("Raw", SPOOL, language, paper=Paper(100, 150))
        assert written == b"".join(write_document(label(pages=2), here, 1, SilentJob()))


def test_a_printer_that_windows_does_not_know_is_gone(windows, label):
    said, _written = windows(label(), "tspl", "标签机")
    assert "refused printer-gone Windows 1801" in said, said


def test_a_label_painted_through_windows_driver_arrives_at_its_size(windows, spooler, label, read_codes):
    if not (Path(os.environ["SHOPDESK_BATTERY_WINE"]) / "wpy311/Lib/site-packages/PySide6").is_dir():
        pytest.skip("no PySide6 for Windows here")
    before = len(spooler.received(0))
    said, _written = windows(label(), "driver", "Label")
    assert "delivered" in said, said
    pdf = pypdfium2.PdfDocument(spooler.received(before + 1)[-1])
    size, image = pdf[0].get_size(), pdf[0].render(scale=600 / 72, grayscale=True).to_pil()
    pdf.close()
    assert size == pytest.approx((100 * MM, 150 * MM), abs=0.1 * MM)
    assert read_codes(image) == {"SF1234567890123", "退货 SD-000123"}
