"""`stock counts …`: a stock count from its first scan to its posting."""

from pathlib import Path

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.stock_counts import KINDS, CountLine
from shopdesk.services import stock_counts
from shopdesk.services.count_sheets import load_count_sheet, write_count_sheet
from shopdesk.words import _
from shopdesk.words.errors import word_problem
from shopdesk.words.states import word_state


@click.group("counts", help=_("Count a place by scans, over hours or days, and post the differences together."))
def counts_command() -> None:
    """Group the verbs of stock counts."""


@counts_command.command("list", help=_("List the counts, the newest first."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List the counts."""
    return _tell_counts(door, stock_counts.list_counts(open_the_shop(door)))


@counts_command.command("start", help=_("Begin a count of a place."))
@click.option("--location", default="", help=_("Where; default is the shop's setting stock.location."))
@click.option("--note", default="", help=_("What it is for."))
@click.option("--blind", is_flag=True, help=_("Those who count do not see what should be there."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def start_command(door: Door, location: str, note: str, blind: bool, uuid: str) -> int:
    """Begin a count."""
    begun = stock_counts.start_count(open_the_shop(door), location, note=note, blind=blind, uuid=uuid)
    return _tell_counts(door, [begun])


@counts_command.command("enter", help=_("Enter what was counted: scans (CODE …), or one CODE with --total."))
@click.argument("number")
@click.argument("codes", nargs=-1, required=True)
@click.option("--total", type=click.IntRange(min=0), default=None, help=_("All pieces of it that lie there."))
@click.option("--kind", type=click.Choice(KINDS), default=None, help=_("final settles what two people told."))
@click.option("--by", "actor", default="", help=_("Who has counted."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def enter_command(
    door: Door, number: str, codes: tuple[str, ...], total: int | None, kind: str | None, actor: str, uuid: str
) -> int:
    """Enter what was counted."""
    shop = open_the_shop(door)
    kind, pieces = (kind or "add", 1) if total is None else (kind or "total", total)
    own = [f"{uuid}/{at}" if uuid else "" for at in range(len(codes))]
    with shop.writing():
        entries = [
            stock_counts.enter_count(shop, number, code, pieces, kind=kind, actor=actor, uuid=each)
            for code, each in zip(codes, own, strict=True)
        ]
    door.answer({"count": number, "entries": entries}, lambda: [_("Entered.")])
    return 0


@counts_command.command("review", help=_("Show what was counted beside what should be there."))
@click.argument("number")
@click.option("--all", "everything", is_flag=True, help=_("Also what nobody has counted yet."))
@click.pass_obj
def review_command(door: Door, number: str, everything: bool) -> int:
    """Show a count."""
    return _tell_lines(door, stock_counts.review_count(open_the_shop(door), number, with_uncounted=everything))


@counts_command.command("rest", help=_("Enter zero for every SKU that nobody has found."))
@click.argument("number")
@click.pass_obj
def rest_command(door: Door, number: str) -> int:
    """Enter nothing for the rest."""
    entries = stock_counts.count_rest_as_zero(open_the_shop(door), number)
    door.answer({"count": number, "entries": entries}, lambda: [_("Entered.")])
    return 0


@counts_command.command("post", help=_("Post all differences together."))
@click.argument("number")
@click.option("--leave-out", multiple=True, metavar="SKU", help=_("Not this SKU."))
@click.pass_obj
def post_command(door: Door, number: str, leave_out: tuple[str, ...]) -> int:
    """Post a count."""
    return _tell_lines(door, stock_counts.post_count(open_the_shop(door), number, leave_out=set(leave_out)))


@counts_command.command("unpost", help=_("Take a posted count back."))
@click.argument("number")
@click.pass_obj
def unpost_command(door: Door, number: str) -> int:
    """Take a posted count back."""
    shop = open_the_shop(door)
    stock_counts.unpost_count(shop, number)
    return _tell_counts(door, [stock_counts.find_count(shop, number)])


@counts_command.command("state", help=_("Pause a count, go on with it, or give it up."))
@click.argument("number")
@click.argument("state", type=click.Choice(["open", "paused", "cancelled"]))
@click.pass_obj
def state_command(door: Door, number: str, state: str) -> int:
    """Pause a count, go on with it, or give it up."""
    return _tell_counts(door, [stock_counts.set_count_state(open_the_shop(door), number, state)])


@counts_command.command("sheet", help=_("Write a sheet of a count to fill in."))
@click.argument("number")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=_("The csv to write."))
@click.pass_obj
def sheet_command(door: Door, number: str, output: Path) -> int:
    """Write a count sheet."""
    rows = write_count_sheet(open_the_shop(door), number, output)
    door.answer({"count": number, "file": str(output), "rows": rows}, lambda: [str(output)])
    return 0


@counts_command.command("load", help=_("Load a filled-in sheet into its count."))
@click.argument("number")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.pass_obj
def load_command(door: Door, number: str, file: Path, uuid: str) -> int:
    """Load a count sheet; exit 1 when a row was refused."""
    entries, problems = load_count_sheet(open_the_shop(door), number, file, uuid=uuid)
    rejected = [{"row": p.row, "code": p.code, "message": word_problem(p), "value": p.value} for p in problems]
    door.answer(
        {"count": number, "entries": entries, "rejected": rejected},
        lambda: [
            _("Entered."),
            *(_("row {row}").format(row=problem.row) + ": " + word_problem(problem) for problem in problems),
        ],
    )
    return int(bool(problems))


def _tell_counts(door: Door, counts: list[stock_counts.StockCount]) -> int:
    told = [
        {
            "number": count.number, "location": count.location, "state": count.state, "blind": count.blind,
            "note": count.note, "started_at": shapes.time(count.started_at), "started_by": count.started_by,
            "posted_at": shapes.time(count.posted_at),
        }
        for count in counts
    ]  # fmt: skip
    door.answer_table(
        told,
        [_("Number"), _("Location"), _("State"), _("Note")],
        lambda: [(count.number, count.location, word_state(count.state), count.note) for count in counts],
    )
    return 0


def _tell_lines(door: Door, lines: list[CountLine]) -> int:
    told = [
        {
            "sku": line.sku, "title": line.title, "expected": line.expected,
            "counted": line.counted if line.counted >= 0 else None, "moved_since": line.moved_since,
            "difference": line.difference if line.counted >= 0 else None, "value": line.value,
            "rivals": dict(line.rivals),
        }
        for line in lines
    ]  # fmt: skip
    door.answer_table(
        told,
        [_("SKU"), _("Expected"), _("Counted"), _("Difference")],
        lambda: [
            (line.sku, line.expected, *((line.counted, line.difference) if line.counted >= 0 else ("", "")))
            for line in lines
        ],
    )
    return 0
