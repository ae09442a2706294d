"""Names of files made from texts that strangers wrote: good on Windows, short enough, never a path."""

import re
import unicodedata

LONGEST = 80
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])( *\..*)?", re.IGNORECASE)


def safe_name(text: str, longest: int = LONGEST) -> str:
    """Return a file name like a text, without what Windows refuses: reserved names, marks, dots at the end."""
    plain = "".join(
        " " if unicodedata.category(char) in ("Cf", "Cc", "Co", "Cs", "Zl", "Zp") else char for char in text
    )
    name = " ".join(_FORBIDDEN.sub("_", plain).split())[:longest].strip(" .")
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name
