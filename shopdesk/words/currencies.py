"""What currencies are called, and the sign that stands before an amount."""

from shopdesk.domain.money import format_amount
from shopdesk.words import N_, _

SIGNS = {"CNY": "¥", "JPY": "¥", "USD": "$", "HKD": "HK$", "TWD": "NT$", "EUR": "€", "GBP": "£"}
CURRENCIES = {
    "CNY": N_("Chinese yuan"),
    "USD": N_("US dollar"),
    "EUR": N_("Euro"),
    "GBP": N_("Pound sterling"),
    "HKD": N_("Hong Kong dollar"),
    "JPY": N_("Japanese yen"),
    "KRW": N_("Korean won"),
    "TWD": N_("Taiwan dollar"),
    "VND": N_("Vietnamese dong"),
    "INR": N_("Indian rupee"),
}


def sign_of(currency: str) -> str:
    """Return the sign of a currency, or its code where it has none that is known."""
    return SIGNS.get(currency, currency)


def money(amount: int, currency: str) -> str:
    """Return an amount with its sign before it: ¥396.00."""
    sign = SIGNS.get(currency, f"{currency} ")
    figure = format_amount(abs(amount), currency, grouped=True)
    return f"\N{MINUS SIGN}{sign}{figure}" if amount < 0 else f"{sign}{figure}"


def word_currency(currency: str) -> str:
    """Return what a person calls a currency, with its code; an unknown one is its code alone."""
    return f"{_(CURRENCIES[currency])} · {currency}" if currency in CURRENCIES else currency
