"""`printers`: the printers of this PC, where each document of a station goes, tests and calibration."""

from dataclasses import replace
from typing import Any

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.paper_way import paint_by_window
from shopdesk.domain.printers import KINDS, LANGUAGES, Calibration, Paper, Printer, parse_paper
from shopdesk.services import printers
from shopdesk.services.printer_file import printer_shape
from shopdesk.words import _, spoken

_DPI = click.Choice(["203", "300"])


@click.group("printers", help=_("Printers of this PC, and where each document of a station goes."))
def printers_command() -> None:
    """Group the verbs of printers."""


@printers_command.command("list", help=_("List the printers, those of the system included, and what goes where."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List the printers."""
    return _tell(door)


def _described(command: Any) -> Any:  # noqa: ANN401 - click's own decorators say no more
    """Give a command the options that describe a printer."""
    for option in reversed(
        (
            click.option("--kind", type=click.Choice(KINDS), default=None, help=_("How it is reached.")),
            click.option("--language", type=click.Choice(LANGUAGES), default=None, help=_("What it speaks.")),
            click.option("--dpi", type=_DPI, default=None, help=_("Dots to the inch.")),
            click.option("--address", default=None, help=_("The system's queue, or host:port.")),
            click.option("--paper", default=None, help=_("Its paper, such as 100x150; 80x0 is a roll.")),
            click.option("--darkness", type=click.IntRange(0, 30), default=None, help=_("How dark; 0 leaves it.")),
            click.option("--speed", type=click.IntRange(0, 18), default=None, help=_("How fast; 0 leaves it.")),
        )
    ):
        command = option(command)
    return command


@printers_command.command("add", help=_("Describe a printer."))
@click.argument("name")
@_described
@click.pass_obj
def add_command(door: Door, /, name: str, **told: Any) -> int:  # noqa: ANN401 - as above
    """Describe a printer."""
    printers.save_printer(_changed(Printer(name), told))
    return _tell(door)


@printers_command.command("set", help=_("Change a printer."))
@click.argument("name")
@click.option("--name", "new", default=None, help=_("Its new name."))
@_described
@click.pass_obj
def set_command(door: Door, /, name: str, new: str | None, **told: Any) -> int:  # noqa: ANN401 - as above
    """Change a printer."""
    before = printers.find_own(name)
    printers.save_printer(_changed(replace(before, name=new or name), told), before=name)
    return _tell(door)


def _changed(printer: Printer, told: dict[str, Any]) -> Printer:
    changes = {field: value for field, value in told.items() if value is not None}
    if "dpi" in changes:
        changes["dpi"] = int(changes["dpi"])
    if "paper" in changes:
        changes["paper"] = parse_paper(changes["paper"])
    return replace(printer, **changes)


@printers_command.command("remove", help=_("Take a printer out, and what goes to it."))
@click.argument("name")
@click.pass_obj
def remove_command(door: Door, name: str) -> int:
    """Take a printer out."""
    printers.remove_printer(name)
    return _tell(door)


@printers_command.command("assign", help=_("Say where a station's document goes; without a printer: nowhere."))
@click.argument("station")
@click.argument("document", type=click.Choice(printers.PRINTED))
@click.argument("printer", default="")
@click.option("--paper", default="", help=_("The paper in it, such as 100x150."))
@click.option("--copies", type=int, default=1, help=_("How many copies."))
@click.pass_obj
def assign_command(door: Door, station: str, document: str, printer: str, paper: str, copies: int) -> int:
    """Say where a document goes."""
    printers.assign(station, document, printer, parse_paper(paper), copies)
    return _tell(door)


@printers_command.command("station", help=_("Show or change what this PC's station is called."))
@click.argument("name", default="")
@click.pass_obj
def station_command(door: Door, name: str) -> int:
    """Show or change the station's name."""
    told = printers.name_station(name) if name else printers.station_name()
    door.answer({"station": told}, lambda: [told])
    return 0


@printers_command.command("test", help=_("Print the test page, or the ruler that a calibration is measured by."))
@click.argument("name")
@click.option("--paper", default="", help=_("The paper in it, such as 100x150."))
@click.option("--ruler", is_flag=True, help=_("The ruler instead of the test page."))
@click.pass_obj
def test_command(door: Door, name: str, paper: str, ruler: bool) -> int:
    """Print a page of ours."""
    printer = printers.find_printer(name).with_paper(parse_paper(paper))
    write = printers.print_ruler if ruler else printers.print_trial
    write(printer, language=spoken.language, job=Progress(_("Printed:")), paint=paint_by_window)
    answer = {"printer": printer.name, "page": "ruler" if ruler else "test", "paper": printer.paper.name or None}
    door.answer(answer, lambda: [_("Sent to {printer}.").format(printer=printer.name)])
    return 0


@printers_command.command("calibrate", help=_("Type what was measured on the ruler: A, B, C and D in millimetres."))
@click.argument("name")
@click.option("--paper", default="", help=_("The paper it was printed on, such as 100x150."))
@click.option("--across", type=float, default=None, help=_("A: the bar across."))
@click.option("--down", type=float, default=None, help=_("B: the bar down."))
@click.option("--left", type=float, default=None, help=_("C: from the left edge to the corner."))
@click.option("--top", type=float, default=None, help=_("D: from the upper edge to the corner."))
@click.option("--none", "nothing", is_flag=True, help=_("Print without a calibration again."))
@click.pass_obj
def calibrate_command(
    door: Door, name: str, paper: str, across: float | None, down: float | None, left: float | None,
    top: float | None, nothing: bool,
) -> int:  # fmt: skip
    """Keep a calibration, or take it away."""
    printer = printers.find_printer(name)
    sheet: Paper = parse_paper(paper) if paper else printer.paper
    if nothing:
        made = printers.set_calibration(name, sheet, Calibration())
    elif across is None or down is None or left is None or top is None:
        raise click.UsageError(_("Name all four: --across, --down, --left and --top."))
    else:
        made = printers.measure_ruler(name, sheet, (across, down), (left, top))
    told = made.with_paper(sheet).calibration
    door.answer(
        printer_shape(made),
        lambda: [_("Scale {x:.3%} × {y:.3%}, shift {right} mm right, {down} mm down.").format(
            x=told.scale_x, y=told.scale_y, right=told.shift_x, down=told.shift_y)],
    )  # fmt: skip
    return 0


def _tell(door: Door) -> int:
    if damaged := printers.damaged_file():
        door.tell(_("{path} is damaged; what of it could not be read is left out.").format(path=damaged))
    rows = printers.list_printers()
    places = printers.list_assignments()
    door.answer_table(
        {
            "station": printers.station_name(),
            "printers": [
                printer_shape(row.printer) | {"own": row.own, "state": row.state or None, "reason": row.reason or None}
                for row in rows
            ],
            "assignments": [
                {"station": station, "document": document, "printer": told.printer, "paper": told.paper.name or None,
                 "copies": told.copies}
                for (station, document), told in places.items()
            ],
            "damaged": damaged or None,
        },
        [_("Printer"), _("Kind"), _("Language"), _("Paper size"), _("State"), _("Address")],
        lambda: [
            (row.printer.name, row.printer.kind, row.printer.language, row.printer.paper.name, row.state,
             row.printer.address)
            for row in rows
        ],
    )  # fmt: skip
    return 0
