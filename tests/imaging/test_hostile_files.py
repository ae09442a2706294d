"""Hostile files: refused quickly, with a reason, and without a word from Pillow."""

import io
import os
import struct
import time
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageCms

from shopdesk.imaging import picture_file

PIXEL = zlib.compress(b"\0\0\0\0")


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=1, height=1, pixels=PIXEL, before=b"", after=b"") -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + before + chunk(b"IDAT", pixels) + after + chunk(b"IEND")


def jpeg(side=100, **save) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(file, "JPEG", **save)
    return file.getvalue()


GIF = b"GIF89a" + struct.pack("<HH", 100, 100) + b"\x80\0\0" + bytes(6)
GIF_FRAME = b"\x2c" + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0\x02\x02\x44\x01\0"


def many_scans() -> bytes:
    whole = jpeg(800, progressive=True)
    return whole[:-2] + whole[whole.rindex(b"\xff\xda") : -2] * 500 + whole[-2:]


def tiff_with_a_giant_tile() -> bytes:
    entries = [
        (256, 8),
        (257, 8),
        (258, 8),
        (259, 8),
        (262, 1),
        (277, 1),
        (322, 32000),
        (323, 32000),
        (324, 200),
        (325, 9),
    ]
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + rows + bytes(100)


HOSTILE = {
    "empty": (b"", "empty"),
    "text": (b"not a picture at all", "not-a-picture"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not-a-picture"),
    "pdf": (b"%PDF-1.7\n", "not-a-picture"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"/>', "not-a-picture"),
    "photoshop": (b"8BPS\0\1" + bytes(40), "not-a-picture"),
    "half a jpeg": (jpeg(800)[:2000], "truncated"),
    "half a png": (png(800, 800)[:-20], "truncated"),
    "a broken png": (png(800, 800, b"rubbish"), "damaged"),
    "a huge png": (png(60_000, 60_000), "too-many-pixels"),
    "a png of 99 megapixels": (png(9_900, 9_900), "too-many-pixels"),
    "a huge gif": (b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + GIF_FRAME, "too-many-pixels"),
    "a giant tile": (tiff_with_a_giant_tile(), "too-many-pixels"),
    "a thousand scans": (many_scans(), "too-many-scans"),
    "1200 frames": (GIF + GIF_FRAME * 1_200 + b";", "too-many-frames"),
    "a million frames": (GIF + GIF_FRAME * 1_000_000 + b";", "too-slow"),
    "a million chunks": (png(before=chunk(b"prVt") * 1_000_000), "too-slow"),
    "a million chunks behind": (png(after=chunk(b"prVt") * 1_000_000), "too-slow"),
    "zipped text": (png(before=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(5_000_000)))), "damaged"),
    "a million comments": (jpeg()[:2] + b"\xff\xfe\0\2" * 1_500_000 + jpeg()[2:], "too-slow"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_a_second(tmp_path, check, monkeypatch, name):
    monkeypatch.setattr("shopdesk.imaging.timed_file.LONGEST_SECONDS", 0.25)
    content, reason = HOSTILE[name]
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    start = time.thread_time()
    report = check(path)
    assert time.thread_time() - start < 1
    assert [(found.check, found.verdict, found.measured) for found in report.checks] == [("readable", "fail", reason)]
    assert report.measured is None
    assert report.verdict == "fail"


def test_what_is_no_file_is_refused(tmp_path, check):
    assert check(tmp_path).checks[0].measured == "not-a-file"
    assert check(tmp_path / "gone.jpg").checks[0].measured == "missing"
    assert check(tmp_path / "nul\0.jpg").checks[0].measured == "missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_named_pipe_is_not_waited_for(tmp_path, check):
    os.mkfifo(tmp_path / "pipe.jpg")
    assert check(tmp_path / "pipe.jpg").checks[0].measured == "not-a-file"


def test_a_locked_file_is_told_apart_from_a_damaged_one(tmp_path, check, monkeypatch):
    (tmp_path / "photo.jpg").write_bytes(jpeg())

    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(picture_file.io, "FileIO", refuse)
    assert check(tmp_path / "photo.jpg").checks[0].measured == "no-permission"


def test_a_file_too_large_is_not_opened(tmp_path, check):
    with (tmp_path / "photo.bmp").open("wb") as file:
        file.truncate(picture_file.MOST_BYTES + 1)
    found = check(tmp_path / "photo.bmp").checks[0]
    assert (found.measured, found.limit) == ("too-many-bytes", picture_file.MOST_BYTES)


def test_pillow_warnings_reach_nobody(tmp_path, check):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (9_600, 9_600), "white").save(
        path, quality=10, exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff", icc_profile=profile
    )
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        report = check(path)
    assert report.measured.width == 9_600
    assert heard == []


def test_many_threads_may_check_at_once(tmp_path, check, photo):
    paths = []
    for place in range(12):
        paths.append(tmp_path / f"{place}.jpg")
        photo(box=(80, 80, 300 + 30 * place, 300)).save(paths[-1])
    alone = [check(path) for path in paths]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(check, paths * 3)) == alone * 3


def test_real_broken_pictures_never_crash(shared_data, check):
    reasons = {path.name: check(path).checks[0].measured for path in (shared_data / "badinput" / "images").iterdir()}
    assert reasons["bmp_b_badwidth.bmp"] == reasons["decompression_bomb.gif"] == "too-many-pixels"
    assert reasons["broken.png"] == "not-a-picture"
    assert reasons["broken_data_stream.png"] == "damaged"
    assert sum(reason == "readable" for reason in reasons.values()) == len(reasons) - 4
