"""The pages of the window by their names, and the places of the rail."""

from shopdesk.ui.window.rail import Place
from shopdesk.words import _

# A page's module is loaded at its first visit: the start pays for one page only.
PAGES = {
    "today": ("today.today_page", "TodayPage"),
    "orders": ("orders.orders_page", "OrdersPage"),
    "parcels": ("orders.parcels_page", "ParcelsPage"),
    "messages": ("orders.messages_page", "MessagesPage"),
    "couriers": ("orders.couriers_page", "CouriersPage"),
    "waves": ("orders.waves_page", "WavesPage"),
    "handover": ("orders.handover_page", "HandoverPage"),
    "new_order": ("orders.new_order_page", "NewOrderPage"),
    "printing": ("printing.print_page", "PrintPage"),
    "printers": ("printing.printers_page", "PrintersPage"),
    "destinations": ("printing.destinations_page", "DestinationsPage"),
    "packing": ("packing.packing_page", "PackingPage"),
    "stall": ("stall.stall_page", "StallPage"),
    "layouts": ("printing.layout_editor_page", "LayoutEditorPage"),
    "listings": ("listings.listings_page", "ListingsPage"),
    "listing": ("listings.listing_page", "ListingPage"),
    "image_bench": ("listings.image_bench_page", "ImageBenchPage"),
    "bulk_edit": ("listings.bulk_edit_page", "BulkEditPage"),
    "categories": ("listings.categories_page", "CategoriesPage"),
    "prices": ("prices.prices_page", "PricesPage"),
    "promotions": ("prices.promotions_page", "PromotionsPage"),
    "promotion_proof": ("prices.promotion_proof_page", "PromotionProofPage"),
    "stock": ("stock.stock_page", "StockPage"),
    "counts": ("stock.counts_page", "CountsPage"),
    "analysis": ("stock.analysis_page", "AnalysisPage"),
    "places": ("stock.places_page", "PlacesPage"),
    "transfer": ("stock.transfer_page", "TransferPage"),
    "purchasing": ("purchasing.purchasing_page", "PurchasingPage"),
    "suppliers": ("purchasing.suppliers_page", "SuppliersPage"),
    "batches": ("stock.batches_page", "BatchesPage"),
    "customers": ("customers.customers_page", "CustomersPage"),
    "returns": ("returns.returns_page", "ReturnsPage"),
    "tickets": ("returns.tickets_page", "TicketsPage"),
    "return_bench": ("returns.return_bench_page", "ReturnBenchPage"),
    "return_new": ("returns.return_new_page", "ReturnNewPage"),
    "return_policy": ("returns.return_policy_page", "ReturnPolicyPage"),
    "replies": ("returns.replies_page", "RepliesPage"),
    "warranty": ("returns.warranty_page", "WarrantyPage"),
    "quality": ("returns.quality_page", "QualityPage"),
    "import": ("imports.import_page", "ImportPage"),
    "payments": ("payments.payments_page", "PaymentsPage"),
    "reconcile": ("payments.reconcile_page", "ReconcilePage"),
    "bills": ("payments.bills_page", "BillsPage"),
    "bill": ("payments.bill_page", "BillPage"),
    "settings": ("settings.settings_page", "SettingsPage"),
    "backups": ("settings.backups_page", "BackupsPage"),
    "history": ("settings.history_page", "HistoryPage"),
}


def places() -> list[Place]:
    """Return the places of the rail, in the language spoken now."""
    return [
        Place("today", "house", _("Today"), "Ctrl+1"),
        Place("orders", "clipboard-list", _("Orders"), "Ctrl+2"),
        Place("printing", "printer", _("Printing"), "Ctrl+3"),
        Place("packing", "package-check", _("Packing"), "Ctrl+Shift+2"),
        Place("stall", "store", _("Stall"), "Ctrl+Shift+3"),
        Place("listings", "images", _("Listings"), "Ctrl+4"),
        Place("prices", "tag", _("Prices"), "Ctrl+Shift+4"),
        Place("stock", "boxes", _("Stock"), "Ctrl+5"),
        Place("purchasing", "truck", _("Purchasing"), "Ctrl+6"),
        Place("customers", "users", _("Customers"), "Ctrl+7"),
        Place("returns", "undo-2", _("After-sales"), "Ctrl+8"),
        Place("import", "arrow-left-right", _("In and out"), "Ctrl+0"),
        Place("settings", "settings", _("Settings"), "Ctrl+,"),
    ]
