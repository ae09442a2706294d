"""What the history calls the deeds of a shop: by the verb, else by where it belongs."""

from shopdesk.words import N_, _
from shopdesk.words.states import EVENTS

VERBS = {
    "import_file": N_("Files imported"),
    "take_files": N_("Files imported"),
    "import_files": N_("Files imported"),
    "undo_import": N_("Import taken back"),
    "undo_imports": N_("Import taken back"),
    "redo_import": N_("Import brought back"),
    "redo_imports": N_("Import brought back"),
    "take_back": N_("Taken back from the history"),
    "apply_bulk_edit": N_("Bulk edit"),
    "take_bulk_edit_back": N_("Bulk edit taken back"),
    "move_stock": N_("Stock moved"),
    "count_stock": N_("Stock counted"),
    "post_count": N_("Stock count booked"),
    "unpost_count": N_("Stock count taken back"),
    "transfer_stock": N_("Moved between places"),
    "set_setting": N_("Setting changed"),
    "set_settings": N_("Settings changed"),
    "add_order": N_("Order added"),
    "save_hand_order": N_("Order added"),
    "merge_orders": N_("Orders merged"),
    "unmerge_orders": N_("Orders taken apart"),
    "print_document": N_("Printed"),
    "queue_papers": N_("Sent to the printer"),
    "scan_code": N_("Scanned at packing"),
    "finish_parcel": N_("Parcel packed"),
    "receive_purchase": N_("Goods received"),
    "order_purchase": N_("Purchase ordered"),
    "open_return": N_("Return opened"),
    "reopen_return": N_("Return opened again"),
    "receive_return": N_("Return received"),
    "inspect_return": N_("Return inspected"),
    "refund_return": N_("Refunded"),
    "rename_sku": N_("SKU renamed"),
    "hand_over": N_("Handed over to the courier"),
    "add_waybills": N_("Waybill numbers added"),
    "create_sample_shop": N_("Sample shop made"),
    "derive_payments": N_("Payments of paid orders noted"),
    "rank_skus": N_("ABC classes recalculated"),
    "prepare_messages": N_("Messages to buyers prepared"),
    "take_statement": N_("Bill taken"),
    "undo_statement": N_("Bill taken back"),
    "restore_statement": N_("Bill brought back"),
    "match_by_hand": N_("Line matched by hand"),
    "undo_match": N_("Match taken back"),
    "match_again": N_("Match brought back"),
    "sell": N_("Sale at the stall"),
    "refund_sale": N_("Goods taken back at the stall"),
    "start_shift": N_("Shift opened"),
    "close_shift": N_("Shift closed"),
    "set_prices": N_("Prices set"),
    "save_promotion": N_("Promotion saved"),
}
AREAS = {
    "imports": N_("Imports"),
    "orders": N_("Orders"),
    "stock": N_("Stock"),
    "listings": N_("Listings"),
    "purchases": N_("Purchasing"),
    "customers": N_("Customers"),
    "returns": N_("Returns"),
    "settings": N_("Settings"),
    "printing": N_("Printing"),
    "packing": N_("Packing"),
    "payments": N_("Payments"),
    "prices": N_("Prices"),
    "stall": N_("Stall"),
    "shop": N_("Shop"),
    "other": N_("Other"),
}
MODULES = {
    "imports": ("imports",),
    "orders": ("orders", "order_edits", "order_groups", "order_parts", "order_steps", "hand_orders", "shipments",
               "waybills", "tracking", "messages", "exports", "deadlines", "turnover"),
    "stock": ("stock", "stock_counts", "stock_table", "transfers", "locations", "kits", "count_sheets", "ledger",
              "warranty", "abc_classes", "stock_analysis"),
    "listings": ("listing_edit", "listing_table", "listing_check", "bulk_edit", "image_bench", "categories",
                 "category_changes", "platform_codes", "listing_pictures", "listing_scores", "look_alikes",
                 "picture_checks"),
    "purchases": ("purchases", "suppliers"),
    "customers": ("customers",),
    "returns": ("returns", "return_bench", "return_money", "return_exchanges", "return_files", "return_undo",
                "tickets", "ticket_evidence"),
    "settings": ("settings", "couriers", "layouts", "message_templates", "saved_views", "import_presets", "printers"),
    "printing": ("documents", "print_queue", "print_delivery"),
    "payments": ("payments", "reconciliation"),
    "prices": ("prices", "promotions", "coupons"),
    "stall": ("sales", "sale_refunds", "shifts", "stall_prices", "stall_goods", "drawers", "sale_receipts"),
    "packing": ("packing", "pack_desk", "pack_scans", "pack_closing", "waves", "wave_orders", "wave_picks",
                "handovers"),
    "shop": ("sample", "history", "search"),
}  # fmt: skip
_AREA_OF = {module: area for area, modules in MODULES.items() for module in modules}


def word_area(module: str) -> str:
    """Return where in the shop something was done."""
    return _(AREAS[_AREA_OF.get(module, "other")])


def word_deed(module: str, verb: str, kinds: tuple[str, ...]) -> str:
    """Return what was done: a change of orders by its own word, else the verb, else where it belongs."""
    if verb in VERBS:
        return _(VERBS[verb])
    shown = [_(EVENTS[kind]) for kind in kinds if kind in EVENTS]
    return ", ".join(shown[:3]) if shown else _("Changed: {what}").format(what=word_area(module))
