"""What fields of prices and promotions have in common: moments and amounts as they are typed, channels to choose."""

from datetime import UTC, datetime

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


def read_moment(text: str) -> datetime | None:
    """Return a local moment as typed ("2026-11-01 10:00", a day alone begins it). Raises ValueError."""
    return datetime.fromisoformat(text.strip()).astimezone(UTC) if text.strip() else None


def write_moment(at: datetime | None) -> str:
    """Return a moment as it is typed."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M") if at else ""
