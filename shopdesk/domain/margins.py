"""What is left of a price: purchase, packing, freight, fees and expected returns; the lowest price that pays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

WHOLE = 10_000  # hundredths of a percent
PARTS = ("purchase", "packaging", "freight", "commission", "payment", "returns")
TASKS = ("goods", "stock", "prove", "pictures", "prices", "start")
KILO = 1000


@dataclass(frozen=True, slots=True)
class Rates:
    """What selling costs on one channel: amounts in minor units, fees in hundredths of a percent.

    `returned` is the part of parcels that come back, `lost` what a returned piece has lost of its purchase price.
    """

    packaging: int
    first: int
    further: int
    returned: int
    lost: int
    floor: int
    commission: int
    payment: int


@dataclass(frozen=True, slots=True)
class PricingRules:
    """The rates of all channels with those of the others, and the days of preparation before a festival."""

    channels: Mapping[str, Rates]
    others: Rates
    preparation: tuple[tuple[int, str], ...]

    def of(self, channel: str) -> Rates:
        """Return what holds on a channel."""
        return self.channels.get(channel, self.others)


@dataclass(frozen=True, slots=True)
class Margin:
    """What a sale brings and costs, in minor units; `known` is false where a purchase price is missing."""

    revenue: int
    costs: Mapping[str, int]
    known: bool = True

    @property
    def net(self) -> int:
        """What is left."""
        return self.revenue - sum(self.costs.values())

    @property
    def percent(self) -> float:
        """What is left of a hundred that the buyer pays."""
        return 100 * self.net / self.revenue if self.revenue else 0.0


def reckon(revenue: int, purchase: int, grams: int, rates: Rates, *, known: bool = True) -> Margin:
    """Return what is left of one parcel that a buyer pays `revenue` for."""
    freight = freight_of(grams, rates)
    costs = {
        "purchase": purchase,
        "packaging": rates.packaging,
        "freight": freight,
        "commission": _fee(revenue, rates.commission),
        "payment": _fee(revenue, rates.payment),
        "returns": _expected(purchase, freight, rates),
    }
    return Margin(revenue, costs, known)


def freight_of(grams: int, rates: Rates) -> int:
    """Return the freight of a parcel: the first kilogram, and every further one begun."""
    return rates.first + rates.further * max(-(-grams // KILO) - 1, 0)


def _fee(revenue: int, rate: int) -> int:
    return -(-max(revenue, 0) * rate // WHOLE)


def _expected(purchase: int, freight: int, rates: Rates) -> int:
    """Return what returns cost on the average: the way back, the packing, and what a piece has lost."""
    one = freight + rates.packaging + purchase * rates.lost // WHOLE
    return -(-one * rates.returned // WHOLE)


def floor_price(purchase: int, grams: int, rates: Rates) -> int:
    """Return the lowest price that leaves the margin the shop wants, 0 where none can."""
    left = WHOLE - rates.commission - rates.payment - rates.floor
    if left <= 0:
        return 0
    freight = freight_of(grams, rates)
    fixed = purchase + rates.packaging + freight + _expected(purchase, freight, rates)
    price = -(-fixed * WHOLE // left)
    while not pays(price, purchase, grams, rates):  # fees are rounded up one by one
        price += 1
    return price


def pays(price: int, purchase: int, grams: int, rates: Rates) -> bool:
    """Tell whether a price leaves the margin that the shop wants."""
    return reckon(price, purchase, grams, rates).net * WHOLE >= price * rates.floor


def read_pricing_rules(told: object) -> PricingRules:
    """Read the table of costs. Raises ValueError that names the place: "channels.jd.packaging: -1"."""
    table = _table(told, "JSON")
    shared = {key: value for key, value in table.items() if key not in ("channels", "note", "preparation")}
    channels = {
        code: _rates(shared | _table(row, f"channels.{code}"), f"channels.{code}.")
        for code, row in _table(table.get("channels", {}), "channels").items()
    }
    rows = table.get("preparation", [])
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        raise ValueError(f"preparation: {rows!r:.40}")
    return PricingRules(channels, _rates(shared, ""), tuple(_task(row, at) for at, row in enumerate(rows)))


def _rates(table: Mapping[str, Any], place: str) -> Rates:
    freight = _table(table.get("freight", {}), f"{place}freight")
    returns = _table(table.get("returns", {}), f"{place}returns")
    return Rates(
        _hundredths(table.get("packaging", "0"), f"{place}packaging", 10**6),
        _hundredths(freight.get("first", "0"), f"{place}freight.first", 10**6),
        _hundredths(freight.get("further", "0"), f"{place}freight.further", 10**6),
        _hundredths(returns.get("percent", "0"), f"{place}returns.percent", 100),
        _hundredths(returns.get("lost_percent", "0"), f"{place}returns.lost_percent", 100),
        _hundredths(table.get("floor_margin_percent", "0"), f"{place}floor_margin_percent", 100),
        _hundredths(table.get("commission_percent", "0"), f"{place}commission_percent", 100),
        _hundredths(table.get("payment_percent", "0"), f"{place}payment_percent", 100),
    )


def _task(row: object, at: int) -> tuple[int, str]:
    told = _table(row, f"preparation[{at}]")
    days, task = told.get("days"), told.get("task")
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= 365:
        raise ValueError(f"preparation[{at}].days: {days!r:.40}")
    if task not in TASKS:
        raise ValueError(f"preparation[{at}].task: {task!r:.40}")
    return days, str(task)


def _hundredths(value: object, place: str, most: int) -> int:
    """Return a plain decimal number in hundredths."""
    try:
        exact = Decimal(str(value)) * 100
    except InvalidOperation:
        raise ValueError(f"{place}: {value!r:.40}") from None
    if isinstance(value, bool) or not exact.is_finite() or exact % 1 or not 0 <= exact <= most * 100:
        raise ValueError(f"{place}: {value!r:.40}")
    return int(exact)


def _table(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{place}: {value!r:.40}")
    return value
