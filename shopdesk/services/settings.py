"""The shop's settings: each with its kind and default; the handbook's figures are only defaults."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.db import settings as table
from shopdesk.domain.errors import ShopError
from shopdesk.services.shop import Shop
from shopdesk.words import LANGUAGES, N_

if TYPE_CHECKING:
    from shopdesk.domain.addresses import Receiver
    from shopdesk.domain.paper import ReturnReason

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a shop can decide: `choices` are the only values allowed, `largest` the upper limit of a number.

    `form` is a pattern that each word of a text has, `example` shows it to whoever wrote another one.
    """

    default: Value
    label: str
    choices: tuple[str, ...] = ()
    largest: int = 0
    form: str = ""
    example: str = ""


_HOUR = r"([01]?\d|2[0-3]):[0-5]\d"

SETTINGS: dict[str, Setting] = {
    "shop.name": Setting("", N_("Name of the shop")),
    "shop.language": Setting("zh_CN", N_("Language of slips for buyers at home"), LANGUAGES),
    "shop.currency": Setting("CNY", N_("Currency of listings"), ("CNY", "HKD", "TWD", "USD", "EUR", "GBP", "JPY")),
    "sender.name": Setting("", N_("Sender's name")),
    "sender.phone": Setting("", N_("Sender's telephone")),
    "sender.country": Setting("CN", N_("Sender's country, two letters")),
    "sender.province": Setting("", N_("Sender's province")),
    "sender.city": Setting("", N_("Sender's city")),
    "sender.district": Setting("", N_("Sender's district")),
    "sender.street": Setting("", N_("Sender's street and house")),
    "sender.postcode": Setting("", N_("Sender's postcode")),
    "orders.ship_hours": Setting(48, N_("Hours from payment until the parcel must have left"), largest=24 * 60),
    "orders.channel_hours": Setting(
        "",
        N_("Hours until the parcel must have left, channel by channel"),
        form=r"[\w-]+=[1-9]\d{0,2}",
        example="pdd=24 jd=72",
    ),
    "orders.last_pickup": Setting(
        "18:00",
        N_("Last pick-up of the day; a courier's own by its code"),
        form=rf"([\w-]+=)?{_HOUR}",
        example="18:00 sf=20:00",
    ),
    "orders.odd_pieces": Setting(
        50, N_("An order looks odd from so many pieces of one kind; 0 for never"), largest=10**6
    ),
    "orders.odd_amount": Setting(0, N_("An order looks odd from this sum on; 0 for never"), largest=10**8),
    "orders.odd_buyers": Setting(
        3, N_("Orders look odd when so many buyers share an address; 0 for never"), largest=50
    ),
    "orders.merge_channels": Setting(False, N_("Orders of several channels may go in one parcel")),
    "shop.rest_weekdays": Setting(
        "", N_("Weekdays without a pick-up"), form="mon|tue|wed|thu|fri|sat|sun", example="sat sun"
    ),
    "shop.rest_dates": Setting(
        "",
        N_("Days without a pick-up"),
        form=r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?",
        example="2027-02-04/2027-02-09 2027-05-01",
    ),
    "shop.rest_holidays": Setting(False, N_("No pick-up on public holidays")),
    "shop.closing_hour": Setting(18, N_("Hour at which the working day ends"), largest=23),
    "orders.courier": Setting("", N_("Courier for orders that name none")),
    "orders.silent_days": Setting(5, N_("Days without news after which a parcel is looked for"), largest=60),
    "stock.location": Setting("office", N_("Where goods lie unless said otherwise")),
    "stock.abc_days": Setting(90, N_("Days of sales that ABC classes are told from"), largest=1000),
    "stock.abc_a": Setting(80, N_("Class A ends at this percent of sales or profit"), largest=99),
    "stock.abc_b": Setting(95, N_("Class B ends at this percent"), largest=100),
    "stock.count_a": Setting(30, N_("Days from count to count of class A"), largest=3650),
    "stock.count_b": Setting(90, N_("Days from count to count of class B"), largest=3650),
    "stock.count_c": Setting(365, N_("Days from count to count of class C"), largest=3650),
    "stock.cover_days": Setting(30, N_("Days that a purchase should last"), largest=365),
    "stock.computed_safety": Setting(True, N_("Calculate a safety line for SKUs without one of their own")),
    "paper.slip_layout": Setting("a5", N_("Paper of packing slips"), ("a5", "a4", "80mm")),
    "paper.slip_pictures": Setting(False, N_("Pictures of the goods on packing slips")),
    "paper.pick_by": Setting("sku", N_("Pick lists go by SKU, by order or by shelf"), ("sku", "order", "shelf")),
    "paper.pick_pictures": Setting(False, N_("Pictures of the goods on pick lists")),
    "paper.mask": Setting(
        "",
        N_("What is hidden of receivers on all paper"),
        form="phone|name|street",
        example="phone name street",
    ),
    "paper.logo": Setting("", N_("Logo on slips: a picture file in the shop's folder")),
    "pictures.profile": Setting("shopdesk", N_("Rules that main images are checked by")),
    "pictures.watched_folder": Setting("", N_("Folder whose new pictures go to the listing their name begins with")),
    "listings.gate": Setting("block", N_("A listing that is not ready: block, or only warn"), ("block", "warn")),
    "backups.mirror": Setting("", N_("Second folder for backups: a USB stick, another disk, a NAS")),
    "stall.wechat_code": Setting("", N_("WeChat's code at the stall: a picture file in the shop's folder")),
    "stall.alipay_code": Setting("", N_("Alipay's code at the stall: a picture file in the shop's folder")),
    "stall.receipt": Setting("58mm", N_("Receipts at the stall"), ("58mm", "80mm", "none")),
    "stall.tax_text": Setting("", N_("What receipts say about tax")),
    "stall.discount_limit": Setting(30, N_("Largest discount by hand at the stall, in percent"), largest=100),
    "stall.back_by": Setting(
        "21:00", N_("Hour at which the goods should be back from the stall"), form=_HOUR, example="21:00"
    ),
    "stall.price_people": Setting(
        "", N_("Who may go below a price at the stall: names between commas; empty for everybody")
    ),
    "returns.no_reason_days": Setting(7, N_("Days to return without a reason"), largest=365),
    "returns.quality_days": Setting(15, N_("Days to return for a quality defect"), largest=365),
    "returns.not_as_described_days": Setting(10, N_("Days to return what is not as described"), largest=365),
}


def list_settings(shop: Shop) -> dict[str, Value]:
    """Return every setting with its value, the default where the shop has not decided."""
    own = table.load_settings(shop.connection)
    return {name: _of_kind(own.get(name, setting.default), setting.default) for name, setting in SETTINGS.items()}


def get_setting(shop: Shop, name: str) -> Value:
    """Return one setting. Raises ShopError("setting-unknown")."""
    _known(name)
    return list_settings(shop)[name]


def set_setting(shop: Shop, name: str, text: str) -> Value:
    """Set one setting from its text. Raises ShopError("setting-unknown") or ShopError("setting-invalid")."""
    value = _read(name, _known(name), text.strip())
    allowed = _of_the_shop(shop, name)
    _check_form(name, value)
    if allowed is not None and value not in allowed:
        raise ShopError("setting-invalid", name=name, value=text, allowed=", ".join(filter(None, allowed)))
    from shopdesk.services.deadlines import CLOCKS, set_clocks  # loaded late: the start only reads settings

    with shop.writing():
        _keep_window(shop, name, value)
        table.save_settings(shop.connection, {name: value})
        if name.startswith(CLOCKS):
            set_clocks(shop, list_settings(shop))
    return value


def keep_clocks(shop: Shop) -> int:
    """Reckon the clocks of open orders anew where rule files have changed; return how many now run otherwise.

    Raises ShopError("rule-file-damaged").
    """
    from shopdesk.services.deadlines import set_clocks  # loaded late: as above

    return set_clocks(shop, list_settings(shop))


def _keep_window(shop: Shop, name: str, value: Value) -> None:
    """Keep since when a window for returns holds: orders of the days before are judged by the one before."""
    if name.startswith("returns.") and isinstance(value, int):
        from shopdesk.db import return_writes  # loaded late: as above

        if not return_writes.has_days(shop.connection, name):
            return_writes.note_days(shop.connection, name, int(get_setting(shop, name)), None)
        return_writes.note_days(shop.connection, name, value, shop.now())


def _check_form(name: str, value: Value) -> None:
    """Refuse a text of which a word has another form than the setting's, or names a day that no calendar has."""
    setting = SETTINGS[name]
    if not setting.form or not isinstance(value, str):
        return
    words = value.replace(",", " ").split()
    try:
        if name == "shop.rest_dates":
            from shopdesk.domain.workdays import read_days  # loaded late: as above

            read_days(words)
    except ValueError:
        words = [" "]
    if not all(re.fullmatch(setting.form, word) for word in words):
        raise ShopError("setting-invalid", name=name, value=value[:40], allowed=setting.example)


def set_settings(shop: Shop, values: Mapping[str, str]) -> None:
    """Set several settings together, all or none."""
    with shop.writing():
        for name, text in values.items():
            set_setting(shop, name, text)


def _of_the_shop(shop: Shop, name: str) -> list[str] | None:
    """Return the only values that make sense in this shop; None where any does."""
    if name == "stock.location":
        return list(table.load_locations(shop.connection))
    if name == "orders.courier":
        return ["", *table.load_couriers(shop.connection)]
    if name == "pictures.profile":
        from shopdesk.services.rule_files import picture_profiles  # loaded late: only this entry asks for it

        return list(picture_profiles(shop))
    return None


def sender(shop: Shop) -> "Receiver":
    """Return the sender's address; without a name of its own the shop's name stands in."""
    from shopdesk.domain.addresses import Receiver  # loaded late: only paper needs it

    values = list_settings(shop)
    fields = ("name", "phone", "country", "province", "city", "district", "street", "postcode")
    told = {field: str(values[f"sender.{field}"]) for field in fields}
    return Receiver(**{**told, "name": told["name"] or str(values["shop.name"])})


def courier_names(shop: Shop) -> dict[str, tuple[str, str]]:
    """Return the couriers the shop knows: code to Chinese and English name."""
    return {code: (name, name_en) for code, (name, name_en, _) in table.load_couriers(shop.connection).items()}


def return_reasons(shop: Shop) -> "tuple[ReturnReason, ...]":
    """Return the shop's windows for returns, counted from signing for the parcel, and who pays the freight."""
    from shopdesk.domain.paper import ReturnReason  # loaded late: only paper needs it

    values = list_settings(shop)
    days = {code: int(values[f"returns.{code.replace('-', '_')}_days"]) for code in _FREIGHT}
    return tuple(ReturnReason(code, days[code], payer) for code, payer in _FREIGHT.items())


# Handbook, chapter 8: without a reason the buyer pays the way back, for a fault the merchant does.
_FREIGHT = {"no-reason": "buyer", "quality": "merchant", "not-as-described": "merchant"}


def _known(name: str) -> Setting:
    if name not in SETTINGS:
        raise ShopError("setting-unknown", name=name)
    return SETTINGS[name]


def _of_kind(value: object, default: Value) -> Value:
    return value if isinstance(value, type(default)) else default


def _read(name: str, setting: Setting, text: str) -> Value:
    if isinstance(setting.default, bool):
        words = {
            "true": True,
            "yes": True,
            "1": True,
            "on": True,
            "false": False,
            "no": False,
            "0": False,
            "off": False,
        }
        if text.lower() in words:
            return words[text.lower()]
        raise ShopError("setting-invalid", name=name, value=text, allowed="true, false")
    if isinstance(setting.default, int):
        if text.isascii() and text.isdigit() and 0 < int(text) <= setting.largest:
            return int(text)
        raise ShopError("setting-invalid", name=name, value=text, allowed=f"1–{setting.largest}")
    if setting.choices and text not in setting.choices:
        raise ShopError("setting-invalid", name=name, value=text, allowed=", ".join(setting.choices))
    if len(text) > 200 or any(ord(char) < 32 for char in text):
        raise ShopError("setting-invalid", name=name, value=text[:40], allowed="≤ 200")
    return text
