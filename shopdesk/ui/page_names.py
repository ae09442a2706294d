"""The pages of the window by their names, and the places of the rail."""

from shopdesk.ui.rail import Place
from shopdesk.words import _

# A page's module is loaded at its first visit: the start pays for one page only.
PAGES = {
    "today": "TodayPage",
    "orders": "OrdersPage",
    "parcels": "ParcelsPage",
    "messages": "MessagesPage",
    "couriers": "CouriersPage",
    "waves": "WavesPage",
    "handover": "HandoverPage",
    "new_order": "NewOrderPage",
    "printing": "PrintPage",
    "printers": "PrintersPage",
    "destinations": "DestinationsPage",
    "packing": "PackingPage",
    "stall": "StallPage",
    "layouts": "LayoutEditorPage",
    "listings": "ListingsPage",
    "listing": "ListingPage",
    "image_bench": "ImageBenchPage",
    "bulk_edit": "BulkEditPage",
    "categories": "CategoriesPage",
    "prices": "PricesPage",
    "promotions": "PromotionsPage",
    "promotion_proof": "PromotionProofPage",
    "stock": "StockPage",
    "counts": "CountsPage",
    "analysis": "AnalysisPage",
    "places": "PlacesPage",
    "transfer": "TransferPage",
    "purchasing": "PurchasingPage",
    "suppliers": "SuppliersPage",
    "batches": "BatchesPage",
    "customers": "CustomersPage",
    "returns": "ReturnsPage",
    "tickets": "TicketsPage",
    "return_bench": "ReturnBenchPage",
    "return_new": "ReturnNewPage",
    "return_policy": "ReturnPolicyPage",
    "replies": "RepliesPage",
    "warranty": "WarrantyPage",
    "quality": "QualityPage",
    "import": "ImportPage",
    "payments": "PaymentsPage",
    "reconcile": "ReconcilePage",
    "bills": "BillsPage",
    "bill": "BillPage",
    "settings": "SettingsPage",
    "backups": "BackupsPage",
    "history": "HistoryPage",
}
MODULES = {"printing": "print_page", "layouts": "layout_editor_page"}


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
