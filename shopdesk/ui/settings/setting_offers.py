"""What a setting can be in this shop, by name: its places, its couriers, whose rules pictures are checked by."""

from collections.abc import Callable, Mapping

from shopdesk.services.rule_files import picture_profiles
from shopdesk.services.settings import courier_names
from shopdesk.services.shop import Shop
from shopdesk.services.stock_table import places
from shopdesk.ui.stock_words import word_place
from shopdesk.words import _, spoken
from shopdesk.words.pictures import PLATFORMS

Offers = list[tuple[str, str]]  # a value and what it is called
FOLDERS = frozenset({"pictures.watched_folder", "backups.mirror"})


def offers_of(shop: Shop, name: str) -> Callable[[], Offers] | None:
    """Return what lists the values that a setting can have in the shop; None where it is typed."""
    read = _READERS.get(name)
    return None if read is None else lambda: read(shop)


def _couriers(shop: Shop) -> Offers:
    english = spoken.language == "en"
    named = courier_names(shop).items()
    return [("", _("The recommended one")), *((code, en if english and en else name) for code, (name, en) in named)]


def _places(shop: Shop) -> Offers:
    return [(code, word_place(code)) for code in places(shop)]


def _profiles(shop: Shop) -> Offers:
    return [(code, _(PLATFORMS[code]) if code in PLATFORMS else code) for code in picture_profiles(shop)]


_READERS: Mapping[str, Callable[[Shop], Offers]] = {
    "orders.courier": _couriers,
    "stock.location": _places,
    "pictures.profile": _profiles,
}
