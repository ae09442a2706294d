"""Words of a listing's editor: roles, special goods, picture roles, columns, and what of a listing was refused."""

from shopdesk.words import N_, _

ROLE_WORDS = {
    "hit": N_("Hit: many buy it"),
    "profit": N_("Profit: it earns the money"),
    "traffic": N_("Traffic: it brings buyers in"),
    "regular": N_("Regular"),
}
SPECIAL_WORDS = {
    "": N_("Within 7 days"),
    "made-to-order": N_("Not returnable: made to order"),
    "fresh": N_("Not returnable: fresh or perishable"),
    "digital": N_("Not returnable: digital goods"),
    "periodical": N_("Not returnable: newspaper or magazine"),
    "other": N_("Not returnable: agreed at the purchase"),
}
PICTURE_ROLE_WORDS = {
    "main": N_("Main image"),
    "front": N_("Front"),
    "back": N_("Back side"),
    "side": N_("Side"),
    "detail": N_("Detail"),
    "scene": N_("Scene"),
    "": N_("No role"),
}
FIELD_WORDS = {
    "handle": N_("The handle"),
    "title": N_("The title"),
    "brand": N_("The brand"),
    "keyword": N_("The core keyword"),
    "selling_point": N_("The selling point"),
    "description": N_("The description"),
    "features": N_("The features"),
    "use": N_("The use"),
    "specifications": N_("The specifications"),
    "promise": N_("The after-sales promise"),
    "category": N_("The category"),
    "status": N_("The status"),
    "role": N_("The role in the range"),
    "special": N_("The return rule"),
    "warranty_months": N_("The warranty in months"),
    "picture": N_("The role of a picture"),
    "pictures": N_("The number of pictures"),
    "variants": N_("The number of variants"),
    "sku": N_("The SKU"),
    "options": N_("The choice of a variant"),
    "barcode": N_("The barcode"),
    "price": N_("The price"),
    "list_price": N_("The list price"),
    "cost": N_("The cost"),
    "weight_g": N_("The weight"),
    "length_mm": N_("The length"),
    "width_mm": N_("The width"),
    "height_mm": N_("The height"),
}
NO_RETURN = {
    "made-to-order": N_("Made to order: it cannot be returned without a reason."),
    "fresh": N_("Fresh or perishable: it cannot be returned without a reason."),
    "digital": N_("Digital goods: they cannot be returned without a reason."),
    "periodical": N_("A newspaper or magazine: it cannot be returned without a reason."),
    "other": N_("By agreement at the purchase it cannot be returned without a reason."),
}


def word_field(field: str) -> str:
    """Return what a field of a listing is called; an attribute goes by its own name."""
    return _(FIELD_WORDS[field]) if field in FIELD_WORDS else field.removeprefix("attributes.")


def promise_text(days: int, quality_days: int, warranty_months: int) -> str:
    """Return the shop's own promise on returns and warranty, in days and months."""
    told = _(
        "Return within {days} days without a reason, exchange or refund within {quality} days for a quality defect."
    ).format(days=days, quality=quality_days)
    if warranty_months:
        told = f"{told} " + _("Warranty {months} months.").format(months=warranty_months)
    return told


def no_return_text(special: str) -> str:
    """Return the sentence that goods stay sold, "" for goods that can be returned."""
    return _(NO_RETURN[special]) if special in NO_RETURN else ""
