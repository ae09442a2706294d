"""The JSON shapes of the command line: a contract, keys may be added and never renamed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from shopdesk.domain.listings import Listing
from shopdesk.domain.orders import Order
from shopdesk.domain.stock import StockLevel


def money(amount: int, currency: str) -> dict[str, Any]:
    """Return money as integer minor units with its currency."""
    return {"amount": amount, "currency": currency}


def time(at: datetime | None) -> str | None:
    """Return a time as ISO-8601 in UTC."""
    return f"{at.astimezone(UTC).isoformat()[:19]}Z" if at else None


def order(told: Order) -> dict[str, Any]:
    """Return an order."""
    to = told.receiver
    return {
        "number": told.number,
        "channel": told.channel,
        "channel_order_no": told.channel_order_no,
        "placed_at": time(told.placed_at),
        "paid_at": time(told.paid_at),
        "ship_by": time(told.ship_by),
        "leave_by": time(told.leave_by),
        "payment": told.payment,
        "fulfilment": told.fulfilment,
        "after_sales": told.after_sales,
        "flags": sorted(told.flags),
        "badge": told.badge,
        "buyer": told.buyer,
        "receiver": {
            "name": to.name,
            "phone": to.phone,
            "country": to.country,
            "province": to.province,
            "city": to.city,
            "district": to.district,
            "street": to.street,
            "postcode": to.postcode,
        },
        "lines": [
            {
                "sku": line.sku,
                "title": line.title,
                "options": line.options,
                "quantity": line.quantity,
                "unit_price": money(line.unit_price, told.currency),
                "matched": line.matched,
            }
            for line in told.lines
        ],
        "shipping": money(told.shipping, told.currency),
        "discount": money(told.discount, told.currency),
        "total": money(told.total, told.currency),
        "courier": told.courier,
        "waybill": told.waybill,
        "buyer_note": told.buyer_note,
        "seller_note": told.seller_note,
        "email": told.email,
        "uuid": told.uuid,
        "hold_until": time(told.hold_until),
        "hold_reason": told.hold_reason,
        "suspicions": list(told.suspicions),
        "payment_method": told.payment_method,
        "trade_no": told.trade_no,
        "together": list(told.together),
        "split_from": told.split_from,
        "parts": list(told.parts),
    }


def listing(
    told: Listing, score: int | None = None, codes: Sequence[tuple[str, str, str]] | None = None
) -> dict[str, Any]:
    """Return a listing, with its score and its platform codes (SKU, channel, code) where they were asked for."""
    facts = told.facts
    return {
        "handle": told.handle,
        "title": told.title,
        "category": list(told.category),
        "brand": told.brand,
        "status": told.status,
        "sku_count": len(told.variants),
        "variants": [
            {
                "sku": variant.sku,
                "barcode": variant.barcode,
                "options": variant.options,
                "price": money(variant.price, told.currency),
                "list_price": money(variant.list_price, told.currency),
                "cost": money(variant.cost, told.currency),
                "weight_g": variant.weight_g,
                "size_mm": [variant.length_mm, variant.width_mm, variant.height_mm],
            }
            for variant in told.variants
        ],
        "images": [picture.place for picture in told.pictures],
        "pictures": [
            {"place": picture.place, "role": picture.role or None, "name": picture.name or None, "own": picture.own}
            for picture in told.pictures
        ],
        "description": told.description,
        "keyword": facts.keyword,
        "selling_point": facts.selling_point,
        "role": facts.role,
        "special": facts.special or None,
        "warranty_months": facts.warranty_months,
        "attributes": dict(facts.attributes),
        "blocks": dict(facts.blocks),
        "uuid": told.uuid,
        **({} if score is None else {"score": score}),
        **({} if codes is None else {"codes": [code(*told_code) for told_code in codes]}),
    }


def code(sku: str, channel: str, text: str) -> dict[str, Any]:
    """Return a platform's code of a SKU; `channel` is null where it holds on each."""
    return {"sku": sku, "channel": channel or None, "code": text}


def stock(told: StockLevel) -> dict[str, Any]:
    """Return the stock of one SKU."""
    return {
        "sku": told.sku,
        "title": told.title,
        "on_hand": told.on_hand,
        "reserved": told.reserved,
        "available": told.available,
        "safety": told.safety,
        "locations": dict(told.locations),
    }
