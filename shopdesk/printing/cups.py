"""Queues of CUPS through its own commands: which there are, how they stand, and bytes or a PDF for one of them."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.domain.errors import ShopError
from shopdesk.domain.printers import Paper, Printer

ANSWER_S = 8  # a spooler that does not answer by then is not there
SEND_S = 60
_NAMED = {"A4": (210, 297), "A5": (148, 210), "A6": (105, 148), "Letter": (215.9, 279.4)}
_STATES = (("disabled", "stopped"), ("now printing", "printing"), ("is idle", "ready"))


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue: `state` is ready, printing, stopped or unknown; `reason` what the system says of it."""

    name: str
    state: str = "unknown"
    reason: str = ""


def has_cups() -> bool:
    """Tell whether this system prints through CUPS."""
    return shutil.which("lp") is not None and shutil.which("lpstat") is not None


def list_queues() -> list[Queue]:
    """Return the queues with their states; none when the spooler is not there."""
    try:
        names = _ask(["lpstat", "-e"]).split()
        told = _ask(["lpstat", "-l", "-p"]) if names else ""
    except ShopError:
        return []
    states = _read_states(told)
    return [states.get(name, Queue(name)) for name in names]


def send_lp(
    printer: Printer, data: bytes, *, title: str, copies: int = 1, raw: bool = False, paper: Paper | None = None
) -> None:
    """Hand a PDF, or raw bytes, to a queue; a PDF is printed at its own size on paper of that size.

    Raises ShopError("printer-gone", "printer-refused", "printer-failed").
    """
    _check_queue(printer)
    options = ["raw"] if raw else ["print-scaling=none", "fit-to-page=false"]
    if paper is not None and not raw:
        options.append(f"media={_media(paper)}")
    command = ["lp", "-d", printer.queue, "-n", str(copies), "-t", _plain(title)]
    command += [word for option in options for word in ("-o", option)]
    done = _run(command, data, SEND_S, printer)
    if done.returncode:
        code = "printer-refused" if b"accept" in done.stderr else "printer-failed"
        raise ShopError(code, printer=printer.name, detail=_said(done.stderr))


def _check_queue(printer: Printer) -> None:
    """Refuse a queue that is not in the list, or is stopped: a name with @ or / in it would lead lp elsewhere."""
    known = {queue.name: queue for queue in list_queues()}
    queue = known.get(printer.queue)
    if queue is None:
        raise ShopError("printer-gone", printer=printer.name)
    if queue.state == "stopped":
        raise ShopError("printer-refused", printer=printer.name, detail=queue.reason)


def _read_states(told: str) -> dict[str, Queue]:
    """Read `lpstat -l -p`: a line for each printer, its reason and alerts indented below."""
    found: dict[str, Queue] = {}
    name, reasons = "", list[str]()
    for line in told.splitlines():
        if line.startswith("printer "):
            name, rest = line.removeprefix("printer ").partition(" ")[::2]
            reasons = []
            found[name] = Queue(name, next((state for word, state in _STATES if word in rest), "unknown"))
        elif name and line.strip() and (line.startswith("\tAlerts:") or ":" not in line):
            reason = line.strip().removeprefix("Alerts:").strip()
            reasons += [reason] if reason not in ("", "none") else []
            found[name] = Queue(name, found[name].state, " – ".join(reasons))
    return found


def _ask(command: Sequence[str]) -> str:
    return _run(command, b"", ANSWER_S, Printer("CUPS")).stdout.decode("utf-8", "replace")


def _run(command: Sequence[str], data: bytes, seconds: float, printer: Printer) -> subprocess.CompletedProcess[bytes]:
    """Run one of CUPS's commands in English, without a shell and never longer than it may take."""
    english = os.environ | {"LC_ALL": "C"}
    try:
        return subprocess.run(
            list(command),
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=english,
        )
    except subprocess.TimeoutExpired as error:
        raise ShopError("printer-failed", printer=printer.name, detail=f"{seconds:g} s") from error
    except OSError as error:
        raise ShopError("printer-gone", printer=printer.name) from error


def _media(paper: Paper) -> str:
    """Return CUPS's word for a paper: by name where it has one, as drivers without sizes of one's own know no other."""
    for name, (width, height) in _NAMED.items():
        if abs(paper.width - width) <= 1 and abs(paper.height - height) <= 1:
            return name
    return f"Custom.{paper.width:.2f}x{paper.height:.2f}mm"


def _plain(title: str) -> str:
    return "".join(char if char.isprintable() else " " for char in title)[:120].lstrip("-") or "ShopDesk"


def _said(stderr: bytes) -> str:
    return stderr.decode("utf-8", "replace").strip().removeprefix("lp: ")[:200]
