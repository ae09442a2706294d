"""A real CUPS with a real IPP printer that keeps what it receives: a label arrives at its size, raw bytes as sent.

It needs root, cups, cups-ipp-utils, avahi-daemon and dbus, and starts all of them in a folder of its own.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import SilentJob
from shopdesk.domain.printers import SPOOL, Calibration, Paper, Printer
from shopdesk.printing.languages import write_document
from shopdesk.services import printers

NEEDED = ("cupsd", "lp", "lpadmin", "ippeveprinter", "avahi-daemon", "dbus-daemon")
PATIENCE_S = 60
MM = 72 / 25.4
BOTH = {"SF1234567890123", "退货 SD-000123"}
CUPSD = """\
LogLevel info
Listen 127.0.0.1:{port}
Browsing Off
DefaultAuthType None
<Location />
 Order allow,deny
 Allow all
</Location>
<Location /admin>
 Order allow,deny
 Allow all
</Location>
<Policy default>
 JobPrivateAccess all
 JobPrivateValues none
 <Limit All>
  Order allow,deny
  Allow all
 </Limit>
</Policy>
"""
FILES = """\
FileDevice Yes
SystemGroup lpadmin root
User lp
Group lp
ServerRoot {folder}/root
RequestRoot {folder}/requests
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/temp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
"""
BUS = """\
<busconfig><type>system</type><listen>unix:path={bus}</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
</policy></busconfig>
"""
AVAHI = "[server]\nuse-ipv4=yes\nuse-ipv6=no\nallow-interfaces=lo\nenable-dbus=yes\n[publish]\npublish-hinfo=no\n"


@dataclass
class Spooler:
    """The spooler that runs: where its printer keeps files, what its raw queue was sent."""

    kept: Path
    log: Path
    raw: "RawPort"

    def received(self, count: int = 1) -> list[Path]:
        """Wait until the printer has kept so many files."""
        wait_for(lambda: len(self._files()) >= count, f"{count} files at the printer")
        return self._files()

    def _files(self) -> list[Path]:
        """Return files that have stopped growing."""
        found = sorted(self.kept.glob("*.pdf"), key=lambda path: int(path.name.split("-")[0]))
        return [path for path in found if path.read_bytes().rstrip().endswith(b"%%EOF")]


class RawPort:
    """A label printer's port that keeps each connection's bytes."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                wire, _ = self._socket.accept()
            except OSError:
                return
            with wire:
                taken = bytearray()
                while piece := wire.recv(65536):
                    taken.extend(piece)
            self.jobs.append(bytes(taken))

    def close(self) -> None:
        self._socket.close()


def wait_for(is_so: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"not within {PATIENCE_S} s: {what}"
        time.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as wire:
        wire.settimeout(1)
        return wire.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def spooler() -> Iterator[Spooler]:
    missing = [name for name in NEEDED if not shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")]
    if missing or os.geteuid() != 0:
        pytest.skip(f"no CUPS to be started here: {', '.join(missing) or 'not root'}")
    folder = Path(tempfile.mkdtemp(prefix="shopdesk-cups-"))
    folder.chmod(0o755)
    started: list[subprocess.Popen[bytes]] = []
    raw = RawPort()
    before = os.environ.get("CUPS_SERVER")
    try:
        yield start(folder, started, raw)
    finally:
        for process in reversed(started):
            process.send_signal(signal.SIGTERM)
        for process in started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        raw.close()
        os.environ.pop("CUPS_SERVER", None)
        if before is not None:
            os.environ["CUPS_SERVER"] = before
        shutil.rmtree(folder, ignore_errors=True)


def start(folder: Path, started: list[subprocess.Popen[bytes]], raw: RawPort) -> Spooler:
    """Start bus, avahi, the printer and the spooler, each with files of its own, and make two queues."""
    for name in ("root", "requests", "cache", "state", "temp", "log", "kept"):
        (folder / name).mkdir()
        shutil.chown(folder / name, "lp", "lp")
    port, ipp_port = free_port(), free_port()
    (folder / "cupsd.conf").write_text(CUPSD.format(port=port))
    (folder / "cups-files.conf").write_text(FILES.format(folder=folder))
    (folder / "avahi.conf").write_text(AVAHI)

    def run(*command: object) -> None:
        words = [shutil.which(str(command[0]), path=f"{os.environ['PATH']}:/usr/sbin"), *map(str, command[1:])]
        with (folder / f"{command[0]}.log").open("wb") as log:
            started.append(subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT, env=environment))

    bus = folder / "bus"
    environment = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}"}
    (folder / "bus.conf").write_text(BUS.format(bus=bus))
    run("dbus-daemon", "--nofork", "--nopidfile", f"--config-file={folder}/bus.conf")
    wait_for(bus.exists, "a bus of our own")
    run("avahi-daemon", "--no-drop-root", "--no-chroot", "--no-rlimits", "-f", folder / "avahi.conf")
    wait_for(lambda: Path("/run/avahi-daemon/socket").exists(), "avahi")
    time.sleep(1)
    conf = Path(__file__).parent / "ipp-printer.conf"
    run("ippeveprinter", "-vvv", "-n", "localhost", "-p", ipp_port, "-d", folder / "kept", "-k", "-r", "off",
        "-F", "application/pdf", "-a", conf, "LabelTest")  # fmt: skip
    wait_for(lambda: answers(ipp_port), "the printer")
    run("cupsd", "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf")
    wait_for(lambda: answers(port), "the spooler")
    os.environ["CUPS_SERVER"] = f"127.0.0.1:{port}"
    queue("Label", "-v", f"ipp://localhost:{ipp_port}/ipp/print", "-m", "everywhere")
    queue("Raw", "-v", f"socket://127.0.0.1:{raw.port}", "-m", "raw")
    return Spooler(folder / "kept", folder / "ippeveprinter.log", raw)


def queue(name: str, *how: str) -> None:
    done = subprocess.run(["lpadmin", "-p", name, "-E", *how], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


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
    wait_for(lambda: len(spooler.raw.jobs) > before, "the raw job")
    assert spooler.raw.jobs[-1] == sent


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
