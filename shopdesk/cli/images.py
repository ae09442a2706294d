"""`images`: main images checked and repaired by a platform's rules."""

from pathlib import Path
from typing import Any

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.domain.pictures import FixedPicture, PictureReport
from shopdesk.paths import shop_folder
from shopdesk.services.pictures import check_listing, check_pictures, fix_pictures
from shopdesk.services.shop import open_shop
from shopdesk.words import _
from shopdesk.words.pictures import describe, describe_action, describe_reason
from shopdesk.words.states import word_state


@click.group("images", help=_("Check and repair main images."))
def images_command() -> None:
    """Group the verbs of images."""


@images_command.command("check", help=_("Check picture files and folders, or the pictures of a listing."))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--listing", default="", help=_("Check the pictures of this listing (handle, SKU or barcode)."))
@click.option("--profile", default="", help=_("Whose rules: a platform's name; else the shop's own, else shopdesk."))
@click.pass_obj
def check_command(door: Door, paths: tuple[Path, ...], listing: str, profile: str) -> int:
    """Check pictures; exit 1 when one of them cannot be read."""
    if bool(listing) == bool(paths):
        raise click.UsageError(_("Name files or folders, or one listing with --listing."))
    if listing:
        reports = check_listing(open_shop(shop_folder(door.shop_folder)), listing, profile=profile)
    else:
        reports = check_pictures(paths, profile=profile or "shopdesk", job=Progress(_("Pictures:")))
    door.answer_table(
        [_shape(report) for report in reports],
        [_("File"), _("Verdict"), _("Finding")],
        lambda: [(Path(report.file).name, word_state(report.verdict), _worst(report)) for report in reports],
    )
    return int(any(report.measured is None for report in reports))


@images_command.command("fix", help=_("Write repaired copies of picture files and folders; the originals stay."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help=_("The folder for the repaired copies."))
@click.option("--profile", default="shopdesk", help=_("Whose rules: a platform's name; else shopdesk."))
@click.pass_obj
def fix_command(door: Door, paths: tuple[Path, ...], out: Path, profile: str) -> int:
    """Repair pictures; exit 1 when one of them could not be repaired."""
    pictures = fix_pictures(paths, out, profile=profile, job=Progress(_("Pictures:")))
    door.answer_table(
        [_shape_fixed(picture) for picture in pictures],
        [_("File"), _("Repaired copy"), _("Verdict"), _("What was done")],
        lambda: [
            (
                Path(picture.file).name,
                Path(picture.fixed).name if picture.fixed else "",
                word_state(picture.verdict),
                " ".join([*map(describe_action, picture.actions), describe_reason(picture)]).strip(),
            )
            for picture in pictures
        ],
    )
    return int(any(picture.fixed is None for picture in pictures))


def _shape_fixed(picture: FixedPicture) -> dict[str, Any]:
    return {
        "file": picture.file,
        "profile": picture.profile,
        "fixed": picture.fixed,
        "actions": [
            {
                "action": action.code,
                "measured": action.measured,
                "result": action.result,
                "message": describe_action(action),
            }
            for action in picture.actions
        ],
        "verdict": picture.verdict,
        "reason": picture.reason or None,
        "message": describe_reason(picture) or None,
    }


def _worst(report: PictureReport) -> str:
    """Return the sentence of the gravest check, nothing where all pass."""
    findings = [check for check in report.checks if check.verdict == report.verdict != "pass"]
    return describe(findings[0], report.profile) if findings else ""


def _shape(report: PictureReport) -> dict[str, Any]:
    measured = report.measured
    return {
        "file": report.file,
        "profile": report.profile,
        "verdict": report.verdict,
        "width": measured.width if measured else None,
        "height": measured.height if measured else None,
        "format": measured.format if measured else None,
        "bytes": measured.bytes if measured else None,
        "background": measured.background if measured else None,
        "border": round(measured.border, 1) if measured else None,
        "touches_edge": measured.touches_edge if measured else None,
        "fill": round(measured.fill, 3) if measured else None,
        "checks": [
            {
                "check": check.check,
                "verdict": check.verdict,
                "measured": check.measured,
                "limit": check.limit,
                "message": describe(check, report.profile),
            }
            for check in report.checks
        ],
    }
