"""Freight and the courier for a parcel: first and further weight by province, and why just this courier."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.domain.couriers import Courier, Rate, short_province

VALUABLE = 50_000  # fen
SMALL_CHANGE = 3_000
LIGHT_G, HEAVY_G = 500, 10_000
REMOTE = frozenset(("新疆", "西藏", "青海", "甘肃", "宁夏", "内蒙", "海南"))
_KINDS = {
    "3c": ("数码", "手机", "电脑", "相机", "耳机", "平板", "electronic", "phone", "computer", "camera"),
    "appliances": ("家电", "电器", "冰箱", "洗衣机", "空调", "appliance"),
}
# What a parcel needs, by how much it counts that a courier suits it.
_NEEDS = {"urgent": 4, "high-value": 4, "3c": 4, "appliances": 4, "heavy": 4, "light": 2, "mass": 2, "standard": 2}


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be sent: `grams` and `cubic_mm` of all pieces (0: not known), value in fen."""

    province: str
    grams: int
    cubic_mm: int
    value: int
    urgent: bool = False
    categories: tuple[str, ...] = ()
    weight_known: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a courier: a code and the figure that stands behind it."""

    code: str
    figure: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A courier for a parcel: what it weighs in the courier's eyes, what it costs (None: no rate), and why."""

    courier: Courier
    grams: int
    freight: int | None
    points: int
    reasons: tuple[Reason, ...]


def billable_grams(parcel: Parcel, volumetric: int) -> int:
    """Return what a parcel weighs in a courier's eyes: its weight or its size, whichever is more.

    `volumetric` is how many cm³ count as a kilogram, which is as many mm³ as count as a gram.
    """
    by_size = -(-parcel.cubic_mm // volumetric) if volumetric else 0
    return max(parcel.grams, by_size)


def rate_to(courier: Courier, province: str) -> Rate | None:
    """Return the courier's rate to a province, else the one for everywhere else, else None."""
    wanted, elsewhere = short_province(province), None
    for rate in courier.rates:
        if not rate.provinces:
            elsewhere = rate
        elif wanted and wanted in map(short_province, rate.provinces):
            return rate
    return elsewhere


def freight(rate: Rate, grams: int) -> int:
    """Return the price of a parcel in fen: the first weight, then each further one that is begun."""
    further = max(0, grams - rate.first_g)
    return rate.first + -(-further // rate.step_g) * rate.step


def needs(parcel: Parcel) -> tuple[str, ...]:
    """Return what a parcel asks of its courier, the weightiest first."""
    words = " ".join(parcel.categories).lower()
    found = ["urgent"] if parcel.urgent else []
    found += ["high-value"] if parcel.value >= VALUABLE else []
    found += [kind for kind, names in _KINDS.items() if any(name in words for name in names)]
    found += ["heavy"] if parcel.grams >= HEAVY_G else []
    if not found:
        light = parcel.weight_known and 0 < parcel.grams <= LIGHT_G
        found.append("light" if light else "mass" if parcel.value <= SMALL_CHANGE else "standard")
    return tuple(found)


def rank(couriers: Sequence[Courier], parcel: Parcel) -> list[Choice]:
    """Return the couriers that may carry a parcel, the recommended one first.

    A courier that keeps rates but has none for the province does not go there.
    """
    priced = []
    for courier in couriers:
        rate = rate_to(courier, parcel.province)
        if courier.active and (rate or not courier.rates):
            grams = billable_grams(parcel, courier.volumetric)
            priced.append((courier, grams, freight(rate, grams) if rate else None))
    cheapest = min((price for _courier, _grams, price in priced if price is not None), default=None)
    choices = [_judge(*one, parcel, cheapest) for one in priced]
    return sorted(choices, key=lambda c: (-c.points, c.freight is None, c.freight or 0, c.courier.code))


def _judge(courier: Courier, grams: int, price: int | None, parcel: Parcel, cheapest: int | None) -> Choice:
    points, reasons = courier.value, list[Reason]()
    for need in needs(parcel):
        if need in courier.suits:
            points += _NEEDS[need]
            reasons.append(Reason(need, {"high-value": parcel.value, "heavy": grams, "light": grams}.get(need, 0)))
    if parcel.urgent:
        points += 2 * courier.speed
        reasons.append(Reason("speed", courier.speed))
    if parcel.value >= VALUABLE:
        points += courier.service
        reasons.append(Reason("service", courier.service))
    if short_province(parcel.province) in REMOTE:
        points += courier.coverage
        reasons.append(Reason("coverage", courier.coverage))
    if price is not None and price == cheapest:
        points += 1
        reasons.append(Reason("cheapest", price))
    if not reasons or courier.value >= 4:
        reasons.append(Reason("value", courier.value))
    return Choice(courier, grams, price, points, tuple(reasons))
