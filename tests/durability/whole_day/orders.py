"""Orders come in from files and telephones, are put right, split, merged, picked, packed, handed over and followed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from shopdesk.domain.couriers import Courier
from shopdesk.domain.mapping import Preset
from shopdesk.domain.pack_desk import Deed, Steps
from shopdesk.domain.parcels import Report
from shopdesk.services import (
    couriers,
    customers,
    deadlines,
    hand_orders,
    handovers,
    history,
    import_presets,
    order_edits,
    order_groups,
    order_parts,
    order_steps,
    orders,
    pack_closing,
    pack_desk,
    pack_scans,
    packing,
    settings,
    shipments,
    tracking,
    turnover,
    wave_orders,
    wave_picks,
    waves,
    waybills,
)
from shopdesk.services import imports as taking
from shopdesk.services.exports import export_file, undo_hand_back
from shopdesk.services.orders import add_order, each_order
from shopdesk.services.shop import Shop
from tests.durability.day import NOW, Verb
from tests.durability.whole_day.files import PDD
from tests.durability.whole_day.find import HOME, JOB, in_steps, looked_at, newest, one, order

ELSEWHERE = replace(HOME, name="另一人", phone="13900000009", street="样板路2号")


def verbs() -> list[Verb]:
    """Return this part of the day."""
    return [
        *_imports(),
        *_customers(),
        *_edits(),
        *_couriers(),
        *_parcels(),
        *_waves(),
        *_packing(),
        *_handovers(),
        *_figures(),
    ]


def _add(name: str, *lines: tuple[str, int], receiver: object = HOME) -> Verb:
    return lambda shop: add_order(shop, list(lines), receiver, paid=True, uuid=name)  # type: ignore[arg-type]


def _confirm(*names: str) -> Verb:
    return lambda shop: order_steps.take_step(shop, JOB, "confirm", [order(shop, name) for name in names])


def _imports() -> list[Verb]:
    def save_preset(shop: Shop) -> None:
        guess = import_presets.guess_for(shop.folder / "strange.csv").mapping
        import_presets.save_preset(shop, Preset("市场表", replace(guess, paid=True)))

    def save_count(shop: Shop) -> None:
        import_presets.save_preset(
            shop, Preset("盘点", import_presets.guess_for(shop.folder / "stocktaking.csv").mapping)
        )

    files = ("taobao.csv", "lines.csv")
    return [
        lambda shop: taking.preview_files(shop, [(shop.folder / name, "") for name in files], JOB),
        lambda shop: taking.take_files(shop, [(shop.folder / name, "") for name in files], JOB),
        save_preset,
        lambda shop: import_presets.rename_preset(shop, "市场表", "批发表"),
        lambda shop: import_presets.remove_preset(shop, "批发表"),
        lambda shop: import_presets.bring_preset_back(shop, int(newest(shop, "import_presets", "id"))),
        lambda shop: taking.import_file(shop, shop.folder / "strange.csv"),
        lambda shop: taking.undo_import(shop, newest(shop, "batches")),
        lambda shop: taking.redo_import(shop, newest(shop, "batches")),
        lambda shop: taking.undo_import(shop, newest(shop, "batches")),
        lambda shop: taking.redo_imports(shop, [newest(shop, "batches")]),
        lambda shop: taking.undo_import(shop, newest(shop, "batches")),
        lambda shop: taking.import_file(shop, shop.folder / "strange.csv"),
        lambda shop: taking.undo_imports(shop, [newest(shop, "batches")]),
        save_count,
        lambda shop: taking.import_file(shop, shop.folder / "stocktaking.csv"),
    ]


def _customers() -> list[Verb]:
    def row(shop: Shop, at: int) -> int:
        return int(one(shop, "SELECT id FROM customers ORDER BY id LIMIT 1 OFFSET ?", at))

    before = {"note": "", "tags": "[]", "level": ""}
    return [
        in_steps(customers.catch_up),
        lambda shop: customers.write_customer(shop, row(shop, 0), note="爱喝茶", tags=["老客"], level="vip"),
        lambda shop: customers.restore_customer(shop, row(shop, 0), before),
        lambda shop: customers.block_customer(shop, row(shop, 1), "三次拒收"),
        lambda shop: customers.unblock_customer(shop, row(shop, 1)),
        lambda shop: customers.join_customers(shop, row(shop, 0), [row(shop, 1)]),
        lambda shop: customers.take_apart(shop, [row(shop, 1)]),
        lambda shop: customers.split_orders(shop, row(shop, 0), ["SD-000002"]),
        customers.catch_up,
    ]


def _figures() -> list[Verb]:
    return [
        lambda shop: turnover.note_visitors(shop, "2026-11", 12_500),
        lambda shop: turnover.note_visitors(shop, "2026-11", None),
    ]


def _edits() -> list[Verb]:
    def edit(shop: Shop) -> order_edits.Edited:
        return order_edits.hold_until(shop, order(shop, "E"), until=NOW + timedelta(days=1), reason="等货")

    def back(shop: Shop) -> None:
        with shop.writing():
            order_edits.take_edit_back(shop, order_edits.note_order(shop, order(shop, "E"), "写错了"))

    def take_back(shop: Shop) -> None:
        table = history.HistoryTable(shop)
        deeds = table.rows(table.ids("", True))
        history.take_back(shop, JOB, next(deed for deed in deeds if deed.kinds == ("held",)))

    def step_and_back(shop: Shop) -> None:
        with shop.writing():
            told = order_steps.take_step(shop, JOB, "hold", [order(shop, "E")])
            order_steps.take_back_step(shop, JOB, told)

    return [
        lambda shop: taking.import_file(shop, shop.folder / "pdd.csv"),
        in_steps(customers.keep_up),
        _add("E", ("BOX", 2), ("MUG", 1)),
        lambda shop: order_edits.change_receiver(shop, order(shop, "E"), ELSEWHERE),
        edit,
        lambda shop: order_edits.release_due(replace(shop, now=lambda: NOW + timedelta(days=2))),
        lambda shop: order_edits.clear_suspicion(shop, order(shop, "E")),
        looked_at(back),
        looked_at(step_and_back),
        lambda shop: add_order(shop, [("MUG", 1)], HOME, uuid="unpaid"),
        lambda shop: order_edits.pay_order(shop, order(shop, "unpaid"), method="wechat"),
        lambda shop: hand_orders.withdraw_order(shop, order(shop, "unpaid")),
        lambda shop: hand_orders.restore_order(shop, order(shop, "unpaid")),
        lambda shop: order_parts.split_order(shop, order(shop, "E"), [("BOX", 1)], uuid="E part"),
        lambda shop: order_parts.unsplit_order(shop, order(shop, "E part")),
        lambda shop: order_parts.split_lines(shop, order(shop, "E"), {0: 1}, uuid="E second part"),
        _add("short", ("LAMP", 900), ("BOX", 1)),
        lambda shop: order_parts.split_by_stock(shop, order(shop, "short")),
        lambda shop: each_order(shop, [order(shop, "E")], orders.hold_order),
        take_back,
        lambda shop: each_order(shop, [order(shop, "E")], orders.hold_order),
        lambda shop: each_order(shop, [order(shop, "E")], orders.release_order),
        lambda shop: settings.set_settings(shop, {"sender.city": "杭州", "sender.name": "青禾"}),
        lambda shop: deadlines.set_clocks(shop, settings.list_settings(shop) | {"orders.ship_hours": 24}),
    ]


def _couriers() -> list[Verb]:
    numbers = [f"7731{at:010d}" for at in range(30)]
    return [
        lambda shop: couriers.save_courier(shop, Courier("own", "自送", "Own", low=2)),
        lambda shop: couriers.remove_courier(shop, "own"),
        lambda shop: waybills.add_waybills(shop, "zto", numbers),
        lambda shop: waybills.take_waybills_out(shop, "zto", numbers[-3:]),
    ]


def _parcels() -> list[Verb]:
    def regroup(shop: Shop) -> None:
        with shop.writing():
            merged = order_groups.merge_orders(shop, [order(shop, "M1"), order(shop, "M2")])
            order_groups.regroup(shop, merged.before)

    return [
        _add("M1", ("MUG", 1)),
        _add("M2", ("BOX", 1)),
        _confirm("M1", "M2"),
        lambda shop: order_groups.merge_orders(shop, [order(shop, "M1"), order(shop, "M2")]),
        lambda shop: order_groups.unmerge_orders(shop, [order(shop, "M2")]),
        looked_at(regroup),
        in_steps(lambda shop: waybills.assign_waybills(shop, [order(shop, "M1"), order(shop, "M2")], "zto")),
    ]


def _waves() -> list[Verb]:
    def number(shop: Shop, uuid: str) -> str:
        return one(shop, "SELECT number FROM waves WHERE uuid = ?", uuid)

    def act(shop: Shop) -> str:
        return newest(shop, "wave_picks", "act")

    return [
        _add("M3", ("MUG", 1)),
        _confirm("M3"),
        lambda shop: waves.make_wave(shop, texts=[order(shop, "M1")], uuid="wave 1"),
        lambda shop: wave_orders.add_to_wave(shop, number(shop, "wave 1"), [order(shop, "M3")]),
        lambda shop: wave_orders.reorder_wave(shop, number(shop, "wave 1"), [order(shop, "M3")]),
        lambda shop: wave_orders.take_out_of_wave(shop, number(shop, "wave 1"), [order(shop, "M3")]),
        lambda shop: wave_orders.arrange_orders(
            shop, [wave_orders.Standing(order(shop, "M3"), number(shop, "wave 1"), "A2")]
        ),
        lambda shop: wave_orders.take_out_of_wave(shop, number(shop, "wave 1"), [order(shop, "M3")]),
        lambda shop: wave_picks.pick_line(shop, number(shop, "wave 1"), "MUG", 1),
        lambda shop: wave_picks.take_back(shop, act(shop)),
        lambda shop: waves.undo_wave(shop, number(shop, "wave 1")),
        lambda shop: waves.restore_wave(shop, number(shop, "wave 1")),
        lambda shop: wave_picks.pick_line(shop, number(shop, "wave 1"), "MUG"),
        lambda shop: waves.close_wave(shop, number(shop, "wave 1")),
        lambda shop: waves.make_wave(shop, texts=[order(shop, "M2")], uuid="wave 2"),
        lambda shop: wave_picks.report_short(shop, number(shop, "wave 2"), "BOX"),
        lambda shop: wave_picks.take_back(shop, act(shop)),
        lambda shop: waves.close_wave(shop, number(shop, "wave 2")),
    ]


def _packing() -> list[Verb]:
    def session(shop: Shop) -> str:
        return newest(shop, "pack_sessions")

    def at_desk(deeds: Sequence[Deed], steps: Steps) -> Verb:
        def pack(shop: Shop) -> None:
            desk = pack_desk.open_desk(shop, "2", steps)
            for deed in deeds:
                text = order(shop, deed.text[1:]) if deed.text.startswith("=") else deed.text
                desk = pack_desk.do(shop, desk, replace(deed, text=text))

        return pack

    def check_label(shop: Shop) -> None:
        desk = pack_desk.open_desk(shop, "2", Steps(label=False, check=True))
        parcel = packing.open_parcel(shop, order(shop, "P2"), station="2")
        for sku, pieces in (("BOX", 1), ("MUG", 1)):
            parcel = pack_scans.scan_code(shop, parcel.session, sku, uuid=f"P2 {sku}", pieces=pieces).parcel
        pack_closing.check_label(shop, replace(desk, parcel=parcel, phase="check"), order(shop, "P2"))

    def split(shop: Shop) -> None:
        desk = pack_desk.open_desk(shop, "2", Steps(label=False))
        parcel = packing.open_parcel(shop, order(shop, "P3"), station="2")
        parcel = pack_scans.scan_code(shop, parcel.session, "BOX", uuid="P3 BOX").parcel
        pack_closing.split_parcel(shop, replace(desk, parcel=parcel, phase="open"))

    return [
        looked_at(lambda shop: packing.open_parcel(shop, order(shop, "M1"), station="1")),
        lambda shop: pack_scans.scan_code(shop, session(shop), "MUG", uuid="scan 1"),
        lambda shop: pack_scans.take_scan_back(shop, session(shop), uuid="scan back 1"),
        lambda shop: packing.pause_parcel(shop, session(shop)),
        looked_at(lambda shop: packing.open_parcel(shop, order(shop, "M1"), station="1")),
        lambda shop: pack_scans.take_by_hand(shop, session(shop), "MUG", uuid="scan 2"),
        lambda shop: packing.finish_parcel(shop, session(shop), weight_g=640),
        looked_at(lambda shop: packing.open_parcel(shop, order(shop, "M2"), station="1")),
        lambda shop: pack_scans.scan_code(shop, session(shop), "BOX", uuid="scan 3"),
        lambda shop: packing.finish_parcel(shop, session(shop)),
        _add("P2", ("BOX", 1), ("MUG", 1)),
        _add("P3", ("BOX", 1), ("MUG", 1)),
        _confirm("P2", "P3"),
        in_steps(looked_at(check_label)),
        in_steps(looked_at(split)),
        at_desk([Deed("code", "nothing", uuid="desk 1")], Steps(label=False)),
    ]


def _handovers() -> list[Verb]:
    def number(shop: Shop) -> str:
        return newest(shop, "handovers", "number")

    def track(shop: Shop) -> None:
        waybill = one(shop, "SELECT waybill FROM orders WHERE uuid = 'M1'")
        tracking.track(shop, JOB, [Report(waybill, "delivered", NOW)], source="typed")

    def export(shop: Shop) -> str:
        return export_file(shop, "shipments", "pdd-shipments", shop.folder / "ship.csv").hand_back

    return [
        lambda shop: handovers.scan_parcel(shop, "zto", order(shop, "M1"), uuid="hand scan 1"),
        lambda shop: handovers.take_scan_back(shop, "hand scan 1"),
        lambda shop: handovers.scan_parcel(shop, "zto", order(shop, "M1"), uuid="hand scan 2"),
        lambda shop: handovers.hand_over(shop, "zto", only_scanned=True, uuid="handover 1"),
        lambda shop: handovers.undo_handover(shop, number(shop)),
        lambda shop: handovers.redo_handover(shop, number(shop)),
        track,
        lambda shop: tracking.take_back_reports(shop, [newest(shop, "tracking")]),
        lambda shop: each_order(shop, [order(shop, "M1")], tracking.deliver_order),
        lambda shop: order_steps.take_step(shop, JOB, "confirm", [PDD]),
        lambda shop: shipments.ship_orders(shop, [PDD], courier="zto", waybill="75310000000099", allow_short=True),
        looked_at(export),
        lambda shop: undo_hand_back(shop, newest(shop, "hand_backs")),
    ]
