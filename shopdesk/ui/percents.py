"""Shares as tables and panels write them: no space before the sign, as Chinese and English have it, a true minus."""

from shopdesk.ui.moments import MINUS


def percent(share: float, places: int = 1) -> str:
    """Return a share of one: 44.8%."""
    return f"{share * 100:,.{places}f}%".replace("-", MINUS)
