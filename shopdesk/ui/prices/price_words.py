"""What fields of prices and promotions have in common: amounts as they are typed, channels to choose."""

from PySide6.QtWidgets import QComboBox

from shopdesk.domain.channels import CHANNELS
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import parse_amount
from shopdesk.ui.form_fields import choice
from shopdesk.words import _
from shopdesk.words.states import word_channel

SHOWN = ("taobao", "jd", "pdd", "douyin", "woocommerce", "stall")


def channel_choice(name: str, everywhere: str) -> QComboBox:
    """Return a choice of channels, all of them first."""
    ordered = [*SHOWN, *(code for code in CHANNELS if code not in SHOWN)]
    return choice(name, _("Channel"), [("", everywhere), *((code, word_channel(code)) for code in ordered)])


def read_amount(text: str, currency: str = "CNY") -> int | None:
    """Return an amount as typed, None where it is none or nothing."""
    try:
        amount = parse_amount(text.strip(), currency)
    except ShopError:
        return None
    return amount if amount > 0 else None
