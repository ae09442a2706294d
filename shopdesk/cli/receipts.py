"""`print receipts`: the receipts of the stall's sales."""

from collections.abc import Sequence
from pathlib import Path

import click

from shopdesk.cli.door import Door
from shopdesk.cli.paper_way import paint_by_window
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.services.print_delivery import send_through, to_printers
from shopdesk.services.printers import find_printer, station_name
from shopdesk.services.sale_receipts import queue_receipt, write_receipt_file
from shopdesk.services.sales import find_sale
from shopdesk.words import _


def write_sale_receipts(door: Door, numbers: Sequence[str], output: Path | None, printer: str, layout: str) -> int:
    """Write the receipts of sales into a file, or print each on a printer."""
    if not numbers or bool(output) == bool(printer):
        raise click.UsageError(_("Name the sales, and a file with -o or a printer with --printer."))
    shop = open_the_shop(door)
    sales = [find_sale(shop, number) for number in numbers]
    told = {"document": "receipts", "file": str(output) if output else None, "printer": printer or None}
    faults = 0
    if output is not None:
        write_receipt_file(shop, numbers, output, layout)
    for number in numbers if output is None else ():
        job = queue_receipt(
            shop, number, printer=find_printer(printer).name, station=station_name(), layout=layout
        )  # fmt: skip
        faults += send_through(shop, job.number, to_printers(paint_by_window)).fault is not None
    door.answer(
        told | {"pages": len(sales), "printed": [{"sale": sale.number, "order": sale.order} for sale in sales]},
        lambda: [f"{sale.number}  {output or printer}" for sale in sales],
    )
    return int(bool(faults))
