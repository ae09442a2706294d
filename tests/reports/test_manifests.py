"""Manifests: every waybill can be scanned from the paper, and the signatures stand under the count."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shopdesk.domain.errors import ShopError
from shopdesk.domain.handover import Manifest, ManifestRow
from shopdesk.reports.manifests import write_manifest


@pytest.fixture
def manifest() -> Manifest:
    rows = tuple(
        ManifestRow(f"754123456{at:05}", (f"SD-{at:06}",), "浙江省 杭州市", 2, 480 + at if at % 2 else None)
        for at in range(4)
    )
    return Manifest("H-000012", "青禾杂货", "中通快递", "2026-11-13 17:40", "小林", rows, "en")


def test_it_tells_count_weights_and_two_places_to_sign(manifest: Manifest, see: Callable) -> None:
    told = see(write_manifest, manifest).all_text()
    for text in (
        "Handover·H-000012·中通快递", "4parcels", "0.96kgof2weighed", "小林", "Handedoverby", "Takenoverby",
        "Signature", "Dateandtime", "4parcelshandedover", "481g", "SD-000003", "Page1of1",
    ):  # fmt: skip
        assert text in told, text


def test_every_waybill_decodes_at_the_resolution_of_a_label_printer(manifest: Manifest, see: Callable) -> None:
    wanted = {row.waybill for row in manifest.rows} | {"H-000012"}
    zxing, zbar = see(write_manifest, manifest).scanned()
    assert zxing == zbar == wanted


def test_many_parcels_flow_over_pages_and_the_last_one_is_signed(manifest: Manifest, see: Callable) -> None:
    rows = tuple(replace(manifest.rows[0], waybill=f"SF{at:013}", orders=(f"SD-{at:06}",)) for at in range(100))
    seen = see(write_manifest, replace(manifest, rows=rows))
    told = seen.all_text()
    assert all(row.waybill in told and row.orders[0] in told for row in rows)
    assert "Signature" in seen.text(len(seen.pdf) - 1) and "Signature" not in seen.text(0)
    assert f"Page {len(seen.pdf)} of {len(seen.pdf)}" in seen.text(len(seen.pdf) - 1)


def test_a_parcel_without_a_waybill_and_one_taken_back_are_told(manifest: Manifest, see: Callable) -> None:
    seen = see(write_manifest, replace(manifest, rows=(ManifestRow("", ("SD-1",), "", 1, None),), undone=True))
    assert "Takenback:notvalid" in seen.all_text() and "1parcel" in seen.all_text()


def test_a_character_that_no_face_has_refuses_the_manifest(manifest: Manifest, see: Callable) -> None:
    with pytest.raises(ShopError, match="glyph-missing"):
        see(write_manifest, replace(manifest, shop="ก"))
