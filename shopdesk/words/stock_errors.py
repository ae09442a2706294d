"""What each error of goods, stock and purchases says: what happened, what it means, what to do."""

from shopdesk.words import N_

STOCK = {
    "code-means-nothing": N_("No product has the code {value}. Nothing was counted; give it to a SKU, or scan again."),
    "code-ambiguous": N_("The code {value} means several products: {skus}. Nothing was changed; scan or type the SKU."),
    "count-unknown": N_(
        "There is no stock count {value}. Nothing was counted; look for it in the list of stock counts."
    ),
    "count-state": N_("Stock count {count} is {state}. Nothing was changed."),
    "count-rivals": N_(
        "Of {sku} two people counted different totals ({told}). Nothing was posted; choose one of them first."
    ),
    "entry-unknown": N_("This entry has been taken back already. Nothing was changed."),
    "note-too-long": N_("The note is longer than {limit} characters. Nothing was changed; shorten it."),
    "supplier-unknown": N_("There is no supplier {value}. Nothing was changed; look for it in the list of suppliers."),
    "supplier-taken": N_("There is a supplier {value} already. Nothing was changed; choose another code."),
    "supplier-invalid": N_("A supplier needs a code and a name, each on one line. {value} was not saved."),
    "currency-invalid": N_("{value} is not a currency. Nothing was saved; write three letters such as CNY or USD."),
    "item-unknown": N_("{supplier} does not offer {sku}. Nothing was changed."),
    "purchase-unknown": N_(
        "There is no purchase order {value}. Nothing was changed; look for it in the list of purchase orders."
    ),
    "purchase-state": N_(
        "Purchase order {purchase} is {state}; that cannot be done with it now. It was left as it is."
    ),
    "purchase-empty": N_("A purchase order needs goods. Nothing was made; add a SKU with its pieces."),
    "purchase-line-unknown": N_(
        "{sku} does not stand in purchase order {purchase}. Nothing was received; book it as a receipt of its own."
    ),
    "lot-unknown": N_("No batch of goods has the code {value}."),
    "lot-invalid": N_("{value} is not a code for a batch. Nothing was received; write 1 to 80 visible characters."),
    "start-out-of-range": N_("A sheet has {limit} places; {value} is none of them. Nothing was printed."),
    "count-sheet-other": N_(
        "This sheet is of stock count {found}, not of {count}. Nothing of it was taken; load it into its own count."
    ),
    "suffix-unknown": N_("Files are written as {allowed}, not as “{value}”. Nothing was written; choose another name."),
    "movement-unknown": N_(
        "There is no movement {value}. Nothing was changed; look for it among the movements of its SKU."
    ),
    "movement-undone": N_("This movement ({reference}) has been taken back already. Nothing was changed."),
    "movement-of-order": N_(
        "These pieces left with order {reference}. Nothing was changed; take the shipment back instead."
    ),
    "locations-same": N_("{value} is where the goods lie already. Nothing was moved; name another place."),
    "place-empty": N_("Nothing lies at {value}: there is nothing to bring back."),
    "location-invalid": N_("{value} is not a name for a place. Nothing was changed; write 1 to 60 visible characters."),
    "location-nested": N_("{value} cannot be a shelf there: shelves have no shelves. Nothing was changed."),
    "location-full": N_("{pieces} pieces lie at {value}. Nothing was changed; carry them elsewhere first."),
    "location-needed": N_("{value} is the shop's usual place. It was left; set stock.location to another one first."),
    "kit-nested": N_("{value} cannot be made of these: a kit holds no kits. Nothing was changed."),
    "kit-unknown": N_("{value} is not a kit. Nothing was changed; say first what it is made of."),
    "sku-unknown": N_("The shop has no SKU {value}. Nothing was changed; look for it with stock list."),
    "location-unknown": N_("The shop has no place {value}. Nothing was changed; its places are: {allowed}."),
    "reason-unknown": N_("{value} is not a reason for a movement. Nothing was changed; the reasons are: {allowed}."),
    "quantity-out-of-range": N_("{value} is not a quantity that can be moved. Nothing was changed."),
    "stock-negative": N_("{wanted} are to go out, but only {on_hand} are there. Nothing was changed; count the shelf."),
    "stock-reserved": N_(
        "{wanted} are to go out, but only {free} are not promised to orders. Nothing was changed; cancel an order or"
        " take fewer."
    ),
}
