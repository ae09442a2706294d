"""`waves`: orders picked together in one walk."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.shapes import time
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.pick_lists import WAYS
from shopdesk.domain.waves import KINDS, MOST_POSITIONS, SORTS, STATES, WaveLine
from shopdesk.services import wave_orders, wave_picks, waves
from shopdesk.services.documents import Refusal, print_document
from shopdesk.services.shop import Shop
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.states import word_state
from shopdesk.words.waves import word_trouble


@click.group("waves", help=_("Waves: many orders picked in one walk, each with its position on the cart."))
def waves_command() -> None:
    """Group the verbs of waves."""


@waves_command.command("list", help=_("List the waves, the newest first."))
@click.option("--view", type=click.Choice(("all", *STATES)), default="all", help=_("Only those of this state."))
@click.pass_obj
def list_command(door: Door, view: str) -> int:
    """List the waves."""
    told = waves.list_waves(open_the_shop(door), view=view)
    door.answer_table(
        [_head(row) for row in told],
        [_("Wave"), _("State"), _("Orders"), _("Pieces"), _("Picked"), _("Not found")],
        lambda: [(w.number, word_state(w.state), w.orders, w.pieces, w.taken, w.missing) for w in told],
    )
    return 0


@waves_command.command("show", help=_("Show a wave with its lines in walking order."))
@click.argument("number")
@click.pass_obj
def show_command(door: Door, number: str) -> int:
    """Show a wave."""
    _tell(door, waves.show_wave(open_the_shop(door), number))
    return 0


@waves_command.command("make", help=_("Take orders that wait to be picked into a wave."))
@click.option("--orders", "ids", is_flag=True, help=_("The order numbers follow."))
@click.option("--sort", type=click.Choice(SORTS), default="urgent", help=_("Which orders go together."))
@click.option("--positions", type=click.IntRange(1, MOST_POSITIONS), default=12, help=_("Positions on the cart."))
@click.option("--kind", type=click.Choice(KINDS), default="all", help=_("Orders of one piece only, or of several."))
@click.option("--courier", default="", help=_("Only orders that go with this courier, by its code."))
@click.option("--shelf", default="", help=_("Only orders with goods of this shelf."))
@click.option("--dry-run", is_flag=True, help=_("Only show what would be in it."))
@click.option("--uuid", default="", help=_("An identity of your own: the same one twice is done once."))
@click.argument("numbers", nargs=-1)
@click.pass_obj
def make_command(
    door: Door, ids: bool, sort: str, positions: int, kind: str, courier: str, shelf: str, dry_run: bool, uuid: str,
    numbers: tuple[str, ...],
) -> int:  # fmt: skip
    """Make a wave; exit 1 when an order asked for was refused."""
    if bool(numbers) != ids:
        raise click.UsageError(_("Name the orders after --orders, or none for the whole queue."))
    shop = open_the_shop(door)
    if dry_run:
        return _tell_preview(door, shop, numbers, sort, positions, kind, courier, shelf)
    made = waves.make_wave(
        shop, texts=numbers, sort=sort, positions=positions, kind=kind, courier=courier, shelf=shelf, uuid=uuid
    )
    more = {"waiting": made.waiting, "refused": _refused(made.refused)}
    _tell(door, made.wave, more, [f"  {told.order}: {word_error(told.error)}" for told in made.refused])
    return int(bool(made.refused))


def _tell_preview(
    door: Door, shop: Shop, numbers: tuple[str, ...], sort: str, positions: int, kind: str, courier: str, shelf: str
) -> int:
    seen = waves.preview_wave(
        shop, texts=numbers, sort=sort, positions=positions, kind=kind, courier=courier, shelf=shelf
    )
    door.answer(
        {
            "orders": [{"order": place.order, "cart": place.cart} for place in seen.places],
            "waiting": seen.waiting,
            "refused": _refused(seen.refused),
        },
        lambda: [
            *(f"{place.cart}  {place.order}" for place in seen.places),
            *(f"  {told.order}: {word_error(told.error)}" for told in seen.refused),
        ],
    )
    return int(bool(seen.refused))


@waves_command.command("pick", help=_("Pieces of a SKU or barcode lie on the cart."))
@click.argument("number")
@click.argument("code")
@click.option("--pieces", type=click.IntRange(min=1), default=None, help=_("How many; else all that are open."))
@click.pass_obj
def pick_command(door: Door, number: str, code: str, pieces: int | None) -> int:
    """Tick pieces."""
    return _tell_act(door, wave_picks.pick_line(open_the_shop(door), number, code, pieces))


@waves_command.command("short", help=_("The shelf holds fewer pieces: their orders wait, a count is opened."))
@click.argument("number")
@click.argument("code")
@click.option("--found", type=click.IntRange(min=0), default=0, help=_("Pieces that do lie there."))
@click.pass_obj
def short_command(door: Door, number: str, code: str, found: int) -> int:
    """Report a shortage."""
    return _tell_act(door, wave_picks.report_short(open_the_shop(door), number, code, found))


@waves_command.command("shorts", help=_("List what shelves did not hold and nobody has counted yet."))
@click.pass_obj
def shorts_command(door: Door) -> int:
    """List open shortages."""
    told = waves.open_shorts(open_the_shop(door))
    door.answer_table(
        [_found_short(short) for short in told],
        [_("Goods"), _("Place"), _("Not found"), _("Count")],
        lambda: [(short.what, short.place, short.missing, short.count_number) for short in told],
    )
    return 0


@waves_command.command("add", help=_("Put orders that wait into an open wave of which nothing was picked."))
@click.option("--move", is_flag=True, help=_("Take them out of the wave that they are in."))
@click.argument("number")
@click.argument("orders", nargs=-1, required=True)
@click.pass_obj
def add_command(door: Door, move: bool, number: str, orders: tuple[str, ...]) -> int:
    """Add orders to a wave; exit 1 when one was refused."""
    shop = open_the_shop(door)
    return _tell_arranged(door, shop, number, wave_orders.add_to_wave(shop, number, orders, move=move))


@waves_command.command("take-out", help=_("Take orders out of a wave before it is picked: they wait again."))
@click.argument("number")
@click.argument("orders", nargs=-1, required=True)
@click.pass_obj
def take_out_command(door: Door, number: str, orders: tuple[str, ...]) -> int:
    """Take orders out of a wave."""
    shop = open_the_shop(door)
    return _tell_arranged(door, shop, number, wave_orders.take_out_of_wave(shop, number, orders))


@waves_command.command("sort", help=_("Give a wave's orders their cart positions anew: these first, then the others."))
@click.argument("number")
@click.argument("orders", nargs=-1, required=True)
@click.pass_obj
def sort_command(door: Door, number: str, orders: tuple[str, ...]) -> int:
    """Put a wave's orders into another sequence."""
    shop = open_the_shop(door)
    return _tell_arranged(door, shop, number, wave_orders.reorder_wave(shop, number, orders))


@waves_command.command("close", help=_("End a wave: its orders go on to be packed."))
@click.argument("number")
@click.option("--rest", type=click.Choice(waves.RESTS), default="picked", help=_("What becomes of unticked pieces."))
@click.pass_obj
def close_command(door: Door, number: str, rest: str) -> int:
    """Close a wave."""
    _tell(door, waves.close_wave(open_the_shop(door), number, rest=rest))
    return 0


@waves_command.command("undo", help=_("Take a wave apart: its orders wait to be picked again."))
@click.argument("number")
@click.option("--act", default="", help=_("Only this act of picking or reporting."))
@click.pass_obj
def undo_command(door: Door, number: str, act: str) -> int:
    """Take a wave apart, or one act back."""
    shop = open_the_shop(door)
    if act:
        wave_picks.take_back(shop, act)
    _tell(door, waves.show_wave(shop, number) if act else waves.undo_wave(shop, number))
    return 0


@waves_command.command("reopen", help=_("Open a wave again that was closed or taken apart."))
@click.argument("number")
@click.pass_obj
def reopen_command(door: Door, number: str) -> int:
    """Open a wave again."""
    _tell(door, waves.restore_wave(open_the_shop(door), number))
    return 0


@waves_command.command("print", help=_("Print a wave's pick list."))
@click.argument("number")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=_("The PDF to write."))
@click.option("--by", type=click.Choice(WAYS), default="shelf", help=_("How a pick list goes."))
@click.pass_obj
def print_command(door: Door, number: str, output: Path, by: str) -> int:
    """Print a wave's pick list; orders in trouble are left out and told."""
    shop = open_the_shop(door)
    wave = waves.show_wave(shop, number)
    texts = [member.order for member in wave.members if member.inside and member.trouble != "gone"]
    if not texts:
        raise click.UsageError(_("No order of this wave is to be picked any more."))
    result = print_document(shop, "pick-list", output, texts=texts, by=by, job=Progress(_("Pages:")))
    door.answer(
        {"file": str(result.file) if result.file else None, "pages": result.pages, "refused": _refused(result.refused)},
        lambda: [str(result.file or "–"), *(f"  {told.order}: {word_error(told.error)}" for told in result.refused)],
    )
    return int(bool(result.refused))


def _refused(refused: tuple[Refusal, ...]) -> list[dict[str, str]]:
    return [{"order": told.order, "code": told.error.code, "message": word_error(told.error)} for told in refused]


def _head(row: waves.WaveRow) -> dict[str, Any]:
    return {
        "number": row.number, "state": row.state, "sort": row.sort, "positions": row.positions, "orders": row.orders,
        "pieces": row.pieces, "taken": row.taken, "missing": row.missing, "made_at": time(row.made_at),
        "made_by": row.made_by, "ended_at": time(row.ended_at) if row.ended_at else None,
    }  # fmt: skip


def _shape(wave: waves.Wave) -> dict[str, Any]:
    return _head(wave.row) | {
        "lines": [_line(line) for line in wave.lines],
        "orders": [
            {
                "order": m.order, "cart": m.cart, "badge": m.badge, "wanted": m.wanted, "taken": m.taken,
                "missing": m.missing, "trouble": m.trouble, "inside": m.inside,
            }
            for m in wave.members
        ],
        "shorts": [_found_short(short) for short in wave.shorts],
    }  # fmt: skip


def _found_short(short: waves.ShortRow) -> dict[str, Any]:
    return {
        "what": short.what, "place": short.place, "missing": short.missing, "count": short.count_number or None,
        "act": short.act, "at": time(short.at), "actor": short.actor,
    }  # fmt: skip


def _line(line: WaveLine) -> dict[str, Any]:
    return {
        "what": line.what, "sku": line.sku, "title": line.title, "options": line.options, "place": line.place,
        "wanted": line.wanted, "taken": line.taken, "missing": line.missing, "open": line.open,
        "shares": [
            {"order": s.order, "cart": s.cart, "wanted": s.wanted, "taken": s.taken, "missing": s.missing}
            for s in line.shares
        ],
    }  # fmt: skip


def _tell(door: Door, wave: waves.Wave, more: dict[str, Any] | None = None, lines: list[str] | None = None) -> None:
    def table() -> list[str]:
        told = [
            f"{line.place or '–'}  {line.what}  {line.taken}/{line.wanted}  "
            + " ".join(f"{share.cart}×{share.wanted}" for share in line.shares)
            for line in wave.lines
        ]
        troubles = [f"{m.cart}  {m.order}: {word_trouble(m.trouble)}" for m in wave.members if m.trouble]
        return [f"{wave.number} · {word_state(wave.state)}", *told, *troubles, *(lines or ())]

    door.answer(_shape(wave) | (more or {}), table)


def _tell_arranged(door: Door, shop: Shop, number: str, told: wave_orders.Arranged) -> int:
    """Tell a wave as it stands now; `was` says of each order that was moved where it stood before."""
    was = [{"order": one.order, "wave": one.wave or None, "cart": one.cart or None} for one in told.before]
    more = {"was": was, "refused": _refused(told.refused)}
    places = {place.order: place.cart for place in told.after}
    lines = [f"  {one.cart or '–'} → {places[one.order] or '–'}  {one.order}" for one in told.before]
    lines += [f"  {refusal.order}: {word_error(refusal.error)}" for refusal in told.refused]
    _tell(door, waves.show_wave(shop, number), more, lines)
    return int(bool(told.refused))


def _tell_act(door: Door, told: wave_picks.Told) -> int:
    _tell(
        door, told.wave,
        {"act": told.act, "held": list(told.held), "count": told.count or None},
        [_("{order} was put on hold.").format(order=order) for order in told.held],
    )  # fmt: skip
    return 0
