"""`export`: orders, listings, stock and shipments into files that platforms and spreadsheets take."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.domain.errors import ShopError
from shopdesk.domain.exports import KINDS, Terms
from shopdesk.paths import shop_folder
from shopdesk.services.exports import Chosen, Export, export_file, undo_hand_back
from shopdesk.services.orders import VIEWS
from shopdesk.services.shop import open_shop
from shopdesk.words import _, ngettext
from shopdesk.words.errors import word_error


@click.command("export", help=_("Write orders, listings, stock or shipments into a file; see formats."))
@click.argument("kind", type=click.Choice(KINDS), required=False)
@click.option("--format", "format_name", default="", help=_("The file's form: a format's name, csv or xlsx."))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help=_("The file to write."))
@click.option("--view", default="", help=_("All orders of a view: {views}").format(views=", ".join(VIEWS)))
@click.option("--orders", "ids", is_flag=True, help=_("The order numbers follow."))
@click.option("--again", is_flag=True, help=_("Also parcels that were handed back before."))
@click.option("--currency", default="", help=_("Write prices in this currency; --rate says what one unit comes to."))
@click.option("--rate", default="", help=_("What one unit of the listing's currency is worth in --currency."))
@click.option("--location", default="", help=_("The name under which the platform knows your place."))
@click.option("--undo", metavar="ID", default="", help=_("Take one hand-back back: its parcels are to go again."))
@click.argument("names", nargs=-1)
@click.pass_obj
def export_command(
    door: Door, kind: str | None, format_name: str, output: Path | None, view: str, ids: bool, again: bool,
    currency: str, rate: str, location: str, undo: str, names: tuple[str, ...],
) -> int:  # fmt: skip
    """Write a file, or say that one was never uploaded."""
    if undo:
        return _undo(door, undo, any((kind, output, names)))
    if not kind or output is None:
        raise click.UsageError(_("Say what to export and, with -o, into which file."))
    _check_choice(kind, view, ids, names)
    terms = _terms(currency, rate, location)
    shop = open_shop(shop_folder(door.shop_folder))
    name = format_name or output.suffix.lower().removeprefix(".")
    progress = Progress(_("Written:"))
    result = export_file(shop, kind, name, output, Chosen(names, view, again), terms=terms, job=progress)
    door.answer(_shape(result), lambda: _lines(result))
    return int(bool(result.refused))


def _check_choice(kind: str, view: str, ids: bool, names: tuple[str, ...]) -> None:
    if (view and names) or (ids and not names):
        raise click.UsageError(_("Name the orders with --orders, or a view with --view."))
    if kind not in ("orders", "shipments") and (view or ids):
        raise click.UsageError(_("--view and --orders choose orders; name listings by their handles or SKUs."))


def _undo(door: Door, uuid: str, is_more: bool) -> int:
    if is_more:
        raise click.UsageError(_("--undo stands alone: it takes one hand-back back."))
    numbers = undo_hand_back(open_shop(shop_folder(door.shop_folder)), uuid)
    count = len(numbers)
    said = ngettext("{count} parcel is to be handed back again.", "{count} parcels are to be handed back again.", count)
    door.answer({"hand_back": uuid, "orders": numbers}, lambda: [said.format(count=count)])
    return 0


def _terms(currency: str, rate: str, location: str) -> Terms:
    """Return the terms that a person told. Raises ShopError("rate-invalid")."""
    try:
        told = Decimal(rate or "1")
    except InvalidOperation:
        told = Decimal(0)
    if bool(currency) != bool(rate) or not Decimal(0) < told < Decimal(10**6):
        raise ShopError("rate-invalid", value=rate or "–")
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise ShopError("rate-invalid", value=currency)
    return Terms(currency.upper(), told, location=location.strip())


def _shape(result: Export) -> dict[str, object]:
    return {
        "kind": result.kind,
        "format": result.format,
        "file": str(result.file) if result.file else None,
        "records": result.records,
        "rows": result.rows,
        "refused": [
            {"name": refusal.name, "code": refusal.error.code, "message": word_error(refusal.error)}
            for refusal in result.refused
        ],
        "left_out": result.left_out,
        "hand_back": result.hand_back or None,
    }


def _lines(result: Export) -> list[str]:
    records = ngettext("{n} record", "{n} records", result.records).format(n=result.records)
    rows = ngettext("{n} row", "{n} rows", result.rows).format(n=result.rows)
    lines = [_("{records} in {rows}: {file}").format(records=records, rows=rows, file=result.file or "–")]
    if result.left_out:
        lines.append("  " + _("Handed back before, left out: {count}").format(count=result.left_out))
    lines += [f"  {refusal.name}: {word_error(refusal.error)}" for refusal in result.refused]
    if result.hand_back:
        lines.append("  " + _("Never uploaded it? shopdesk export --undo {uuid}").format(uuid=result.hand_back))
    return lines
