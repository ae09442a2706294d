"""What this PC knows of its printers: a small file beside its other settings, written whole or not at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.domain.printers import Assignment, Calibration, Printer, check_printer, parse_paper
from shopdesk.paths import config_folder
from shopdesk.whole_files import patiently, written_whole

FILE = "printers.json"
FIRST_STATION = "1"
MOST_COPIES = 99
_LARGEST_FILE = 1_000_000
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Machine:
    """What a PC knows: its printers, its station's name and where documents go, by station and document.

    `damaged` says what of the file could not be read; the file is kept aside as it was when it is written next.
    """

    printers: tuple[Printer, ...] = ()
    assignments: Mapping[Key, Assignment] = field(default_factory=dict)
    station: str = FIRST_STATION
    damaged: str = ""


def printer_file() -> Path:
    """Return where the file is."""
    return config_folder() / FILE


def read_machine() -> Machine:
    """Return what is known; of a damaged file what can be read, with `damaged` told."""
    path = printer_file()
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return Machine(damaged=str(path))
        told = json.loads(patiently(path.read_text, "utf-8"))
    except FileNotFoundError:
        return Machine()
    except (OSError, ValueError, RecursionError):
        return Machine(damaged=str(path))
    if not isinstance(told, dict):
        return Machine(damaged=str(path))
    return _understand(told, str(path))


def write_machine(machine: Machine) -> None:
    """Keep it; a damaged file is kept aside first. Raises ShopError("printers-not-kept")."""
    path = printer_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(path) as part:
            part.write_text(json.dumps(_shape(machine), ensure_ascii=False, indent=1), encoding="utf-8")
            if machine.damaged and path.exists():
                path.replace(_aside(path))
    except OSError as error:
        raise ShopError("printers-not-kept", path=str(path), detail=error.strerror or "") from error


def _aside(path: Path) -> Path:
    """Return a free name for a damaged file."""
    count = 1
    while (kept := path.with_name(f"printers-damaged-{count}.json")).exists():
        count += 1
    return kept


def _understand(told: dict[str, Any], path: str) -> Machine:
    printers, places, broken = dict[str, Printer](), dict[Key, Assignment](), False
    for entry in _list(told.get("printers")):
        try:
            printer = _printer(entry)
            printers[printer.name] = printer
        except (ShopError, TypeError, ValueError, KeyError, AttributeError):
            broken = True
    for entry in _list(told.get("assignments")):
        try:
            key = (str(entry["station"]), str(entry["document"]))
            copies = min(max(int(entry.get("copies", 1)), 1), MOST_COPIES)
            places[key] = Assignment(str(entry["printer"]), parse_paper(str(entry.get("paper", ""))), copies)
        except (ShopError, TypeError, ValueError, KeyError, AttributeError):
            broken = True
    station = told.get("station")
    kept = station.strip()[:20] if isinstance(station, str) and station.strip().isprintable() else ""
    broken = broken or not all(isinstance(told.get(name, []), list) for name in ("printers", "assignments"))
    return Machine(tuple(printers.values()), places, kept or FIRST_STATION, path if broken else "")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _printer(entry: Any) -> Printer:  # noqa: ANN401 - whatever the file holds
    plain = {name: entry[name] for name in ("name", "kind", "language", "dpi", "address", "darkness", "speed")
             if name in entry}  # fmt: skip
    calibrations = {
        parse_paper(paper).name: Calibration(*(float(values[part.name]) for part in fields(Calibration)))
        for paper, values in entry.get("calibrations", {}).items()
    }
    if not all(_sane(told) for told in calibrations.values()):
        raise ValueError(calibrations)
    for name, kind in (("name", str), ("dpi", int), ("darkness", int), ("speed", int)):
        if not isinstance(plain.get(name, kind()), kind):
            raise TypeError(name)
    return check_printer(Printer(**plain, paper=parse_paper(str(entry.get("paper", ""))), calibrations=calibrations))


def _sane(told: Calibration) -> bool:
    scales, shifts = (told.scale_x, told.scale_y), (told.shift_x, told.shift_y)
    return all(0.8 <= scale <= 1.25 for scale in scales) and all(abs(shift) <= 50 for shift in shifts)


def _shape(machine: Machine) -> dict[str, object]:
    return {
        "station": machine.station,
        "printers": [printer_shape(printer) for printer in machine.printers],
        "assignments": [
            {"station": station, "document": document, "printer": told.printer, "paper": told.paper.name,
             "copies": told.copies}
            for (station, document), told in machine.assignments.items()
        ],
    }  # fmt: skip


def printer_shape(printer: Printer) -> dict[str, object]:
    """Return a printer as plain values, as the file and the command line write it."""
    return {
        "name": printer.name,
        "kind": printer.kind,
        "language": printer.language,
        "dpi": printer.dpi,
        "address": printer.address,
        "paper": printer.paper.name,
        "darkness": printer.darkness,
        "speed": printer.speed,
        "calibrations": {
            paper: {part.name: getattr(told, part.name) for part in fields(Calibration)}
            for paper, told in printer.calibrations.items()
        },
    }
