"""What kind of video a file is, told by how it begins: a name says nothing."""

_BRANDS = {b"qt  ": "mov", b"3gp4": "3gp", b"3gp5": "3gp", b"3gp6": "3gp", b"3g2a": "3g2"}
_STILL = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}  # pictures in the same kind of box
_SOUND = {b"M4A ", b"M4B "}
_EBML = b"\x1a\x45\xdf\xa3"
HEAD = 4096


def video_suffix(head: bytes) -> str:
    """Return the usual suffix of the video that begins so: mp4, mov, 3gp, webm, mkv, avi; "" for anything else."""
    if head[4:8] == b"ftyp" and head[8:12] not in _STILL | _SOUND:
        return _BRANDS.get(head[8:12], "mp4")
    if head.startswith(_EBML):
        return "webm" if b"webm" in head[:64] else "mkv"
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return "avi"
    return ""
