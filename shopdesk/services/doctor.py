"""Is the shop well? Its file, its ledger, its references – and which program looks at it."""

import platform
from dataclasses import dataclass
from datetime import timedelta
from importlib import metadata

from shopdesk import __version__
from shopdesk.db import audit_log, checks, shopfile
from shopdesk.db.times import read_time
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.paths import SHOP_FILE
from shopdesk.services.listings import picture_file
from shopdesk.services.shop import Shop, as_shop_error
from shopdesk.services.stock import audit_stock

CLOCK_MARGIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: a code and what it concerns."""

    code: str
    subject: str


@dataclass(frozen=True, slots=True)
class Health:
    """What was checked, what was found, and the versions at work (`qt` is None where it is not installed)."""

    checked: tuple[str, ...]
    findings: tuple[Finding, ...]
    sqlite_version: str
    python: str
    qt: str | None
    version: str
    file: str

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def examine(shop: Shop) -> Health:
    """Check the shop's file page by page, its references, and every number of its ledger."""
    findings = [Finding("file-damaged", line) for line in checks.integrity(shop.connection)]
    if not findings:
        findings += [Finding("reference-broken", line) for line in checks.broken_references(shop.connection)]
    if not findings:
        audit = audit_stock(shop)
        findings += [Finding("stock-drift", f"{d.sku} {d.location}: {d.kept} ≠ {d.summed}") for d in audit.drifts]
        findings += [Finding("reservation-stray", f"{number} {sku}") for number, sku in audit.stray]
        findings += [Finding("audit-broken", f"{entry}") for entry in audit_log.broken_links(shop.connection)[:20]]
        findings += [Finding("picture-gone", place) for place in _gone_pictures(shop)]
        if behind := clock_behind(shop):
            findings.append(Finding("clock-behind", f"{behind.params['now']} < {behind.params['last']}"))
    return Health(
        ("file", "references", "ledger", "reservations", "pictures", "audit", "clock"),
        tuple(findings),
        shopfile.sqlite_version(),
        platform.python_version(),
        _qt_version(),
        __version__,
        str(shop.folder / SHOP_FILE),
    )


def clock_behind(shop: Shop) -> ShopError | None:
    """Return ShopError("clock-behind") where the last work was done well after what the clock says now.

    Either the clock has been set back, or it was ahead then: deadlines, day reports and the dates of backups go by it.
    """
    told = audit_log.last_time(shop.connection)
    now = shop.now()
    if not told or read_time(told) <= now + CLOCK_MARGIN:
        return None
    return ShopError(
        "clock-behind", now=f"{now.astimezone():%Y-%m-%d %H:%M}", last=f"{read_time(told).astimezone():%Y-%m-%d %H:%M}"
    )


def find_damage(shop: Shop, job: Job, *, quick: bool = True) -> ShopError | None:
    """Return what is wrong with the shop's file, None where it is sound; `job` may stop the look.

    A `quick` look leaves out that each index holds what its table does.
    """
    path = shop.folder / SHOP_FILE
    try:
        shop.look_for_file()
        found = checks.integrity(shop.connection, job.step, quick=quick)
    except Exception as error:
        known = as_shop_error(error)
        if known is None:
            raise
        known.params.setdefault("path", str(path))
        return known if known.code in ("shop-damaged", "shop-gone", "disk-error") else None
    return ShopError("shop-damaged", path=str(path), detail=found[0][:200]) if found else None


def _gone_pictures(shop: Shop) -> list[str]:
    places = checks.local_pictures(shop.connection)
    return [place for place in places if "://" not in place and picture_file(shop, place) is None]


def _qt_version() -> str | None:
    try:
        return metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        return None
