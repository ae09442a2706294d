"""Forecasts in words: methods, festivals, and how far they can be trusted."""

from shopdesk.domain.festivals import Festival
from shopdesk.domain.forecast import Forecast
from shopdesk.services.forecast_table import Week
from shopdesk.ui.moments import day
from shopdesk.words import N_, _, ngettext, spoken

METHODS = {
    "naive": N_("As last time"),
    "seasonal-naive": N_("As in the season before"),
    "smoothing": N_("Exponential smoothing"),
    "croston": N_("Croston"),
    "sba": N_("Croston, corrected (SBA)"),
    "tsb": N_("Teunter, Syntetos, Babai (TSB)"),
    "seasonal-smoothing": N_("Smoothing with seasons"),
    "combined": N_("Median of the nearest methods"),
    "too-little-history": N_("Too little history"),
}


def word_method(code: str) -> str:
    """Return a method's name."""
    return _(METHODS[code]) if code in METHODS else code


def word_festival(festival: Festival) -> str:
    """Return a festival's name in the language spoken."""
    return festival.name if spoken.language == "zh_CN" else festival.name_en


def word_ratio(ratio: float | None) -> str:
    """Say how the error stands to that of “as last time”."""
    if ratio is None:
        return _("“as last time” was never off")
    better = round((1 - ratio) * 100)
    if better > 0:
        return _("{percent}% nearer than “as last time”").format(percent=better)
    return _("no nearer than “as last time”")


def missing_words(told: Forecast) -> str:
    """Say what a forecast needs and what there is."""
    needs = told.needs
    words = _(
        "A forecast needs {needed} days of history with sales on {demands} of them; there are {have} with {sold}."
    )
    return words.format(
        needed=needs.periods * told.period_days,
        demands=needs.demands,
        have=needs.have_periods * told.period_days,
        sold=needs.have_demands,
    )


def week_words(week: Week, names: dict[str, str]) -> str:
    """Say what was sold or is expected in a week, and what was special."""
    words = _("{first} to {last}: {pieces} expected") if week.expected else _("{first} to {last}: {pieces} sold")
    pieces = f"{week.pieces:,.1f}" if week.expected else f"{week.pieces:,.0f}"
    parts = [words.format(first=day(week.first), last=day(week.last), pieces=pieces)]
    parts += [names.get(code, code) for code in week.marks]
    if week.out:
        parts.append(
            ngettext("{count} day without stock", "{count} days without stock", week.out).format(count=week.out)
        )
    return " · ".join(parts)
