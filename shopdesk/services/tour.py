"""The tour: a whole packing day with the sample shop, its documents left in a folder."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.resources import resources
from shopdesk.services.doctor import examine
from shopdesk.services.documents import Printed, print_document
from shopdesk.services.imports import FileRefused, ImportResult, import_files
from shopdesk.services.orders import confirm_order, each_order, list_orders, pack_order, pick_order
from shopdesk.services.pictures import check_pictures
from shopdesk.services.sample import create_sample_shop
from shopdesk.services.shipments import ship_orders
from shopdesk.services.shop import Shop
from shopdesk.services.waybills import add_waybills, number_range

FILES = ("ExportOrderList-sample.csv", "ExportOrderDetailList-sample.csv", "woocommerce-products-sample.csv")
DOCUMENTS = {
    "pick-list": "pick-list.pdf",
    "labels": "labels.pdf",
    "packing-slips": "packing-slips.pdf",
    "returns-forms": "returns-forms.pdf",
}


@dataclass(frozen=True, slots=True)
class Tour:
    """What the day came to, as it stands in summary.json, and whether the shop was sound at its end."""

    folder: Path
    summary: dict[str, Any]
    sound: bool


def take_tour(folder: Path, tell: Callable[[str, object], None], job: Job | None = None) -> Tour:
    """Live through a packing day below `folder`; `tell` hears of each step: its name and what it came to.

    A tour taken before is replaced; any other folder must be empty. Raises ShopError("folder-not-empty").
    """
    job = job or SilentJob()
    shop_folder = _make_room(folder)
    shop = create_sample_shop(shop_folder, job=job)
    summary: dict[str, Any] = {"shop": str(shop_folder)}

    def note(step: str, result: object) -> None:
        summary[step] = result
        tell(step, result)

    try:
        note("imported", [_import_line(r) for r in import_files(shop, [resources() / "sample" / f for f in FILES])])
        note("pictures", _pictures(shop, job))
        ready = _confirm(shop, note)
        for document, file in DOCUMENTS.items():
            note(document, _print_line(print_document(shop, document, folder / file, texts=ready, job=job)))
        note("shipped", _send(shop, ready))
        health = examine(shop)
        note("doctor", {"ok": health.ok, "findings": [f"{f.code}: {f.subject}" for f in health.findings]})
    finally:
        shop.close()
    (folder / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2), "utf-8")
    return Tour(folder, summary, health.ok)


def _make_room(folder: Path) -> Path:
    """Return where the tour's shop goes; only what an earlier tour has left is cleared away."""
    shop_folder = folder / "shop"
    if folder.exists() and any(folder.iterdir()):
        if not (folder / "summary.json").is_file():
            raise ShopError("folder-not-empty", path=str(folder))
        for file in ("shop.db", "shop.db-wal", "shop.db-shm"):
            (shop_folder / file).unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    return shop_folder


def _import_line(result: ImportResult | FileRefused) -> dict[str, Any]:
    if isinstance(result, FileRefused):
        return {"file": Path(result.file).name, "error": result.error.code}
    counts = ("rows", "created", "updated", "unchanged")
    told: dict[str, Any] = {"file": Path(result.file).name, "format": result.format}
    return told | {name: getattr(result, name) for name in counts} | {"rejected": len(result.rejected)}


def _pictures(shop: Shop, job: Job) -> dict[str, int]:
    verdicts = [report.verdict for report in check_pictures([shop.images], job=job)]
    return {verdict: verdicts.count(verdict) for verdict in ("pass", "warn", "fail")}


def _confirm(shop: Shop, note: Callable[[str, object], None]) -> list[str]:
    """Confirm what is paid, pick it, and return the numbers of all orders that can go today."""
    waiting = [order.number for order in list_orders(shop, view="new") if "hold" not in order.flags]
    outcomes = each_order(shop, waiting, confirm_order)
    short = [o.order.number for o in outcomes if o.order and "short" in o.order.flags]
    note("confirmed", {"asked": len(waiting), "short": len(short)})
    ready = [order.number for order in list_orders(shop, view="to-ship") if "hold" not in order.flags]
    each_order(shop, [o.number for o in list_orders(shop, view="to-ship") if o.fulfilment == "confirmed"], pick_order)
    for courier, first, last in (
        ("zto", "75300000000001", "75300000000400"),
        ("sf", "SF1300000000001", "SF1300000000100"),
    ):
        add_waybills(shop, courier, number_range(first, last))
    return ready


def _print_line(result: Printed) -> dict[str, Any]:
    refused = [{"order": refusal.order, "code": refusal.error.code} for refusal in result.refused]
    file = result.file.name if result.file else None
    return {"file": file, "pages": result.pages, "printed": len(result.printed), "refused": refused}


def _send(shop: Shop, ready: list[str]) -> dict[str, int]:
    each_order(shop, ready, pack_order)
    labelled = [order.number for order in list_orders(shop, view="to-ship") if order.waybill]
    outcomes = ship_orders(shop, labelled)
    return {"sent": sum(outcome.error is None for outcome in outcomes), "kept": len(ready) - len(labelled)}
