"""What a key is called: as it is printed on the keyboard, whatever the language."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

_NATIVE = QKeySequence.SequenceFormat.NativeText


def word_key(key: str | QKeySequence | Qt.Key) -> str:
    """Return a key's words: "Ctrl+Enter" stands on the keyboard, neither "Return" nor "回车"."""
    sequence = QKeySequence(key)
    shown = sequence.toString(_NATIVE)
    portable = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    if not portable.endswith(("Return", "Enter")):
        return shown
    before, plus, _called = shown.rpartition("+")
    return f"{before}{plus}Enter"
