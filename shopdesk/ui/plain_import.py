"""Imports as they are without Qt's search: its modules read the source of each module for switches of theirs."""

import builtins

import PySide6.QtCore  # noqa: F401 - it is loading this that begins the search


def stop_searching() -> None:
    """Load modules without looking through them: nothing here uses those switches, and every start would pay for it."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
