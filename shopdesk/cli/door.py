"""The door between a command and its caller: which shop, and whether the answer is JSON or lines to read."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import click

from shopdesk.cli.tables import columns
from shopdesk.domain.errors import ShopError


@dataclass(frozen=True, slots=True)
class Door:
    """What every command needs of its caller."""

    shop_folder: str | None
    as_json: bool

    def answer(self, value: object, lines: Callable[[], Iterable[str]]) -> None:
        """Give the answer: as JSON, or as lines for a person."""
        if self.as_json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2))
            return
        for line in lines():
            click.echo(line)

    def answer_table(self, value: object, header: list[str], rows: Callable[[], Iterable[Iterable[object]]]) -> None:
        """Give the answer: as JSON, or as a table for a person."""
        self.answer(value, lambda: columns(header, rows()))

    def tell(self, line: str) -> None:
        """Say something beside the answer, on standard error."""
        click.echo(line, err=True)

    def refuse(self, error: ShopError, message: str) -> None:
        """Give a refusal of the whole request."""
        if self.as_json:
            told: Mapping[str, Any] = {"code": error.code, "message": message, "params": error.params}
            click.echo(json.dumps({"error": told}, ensure_ascii=False, indent=2, default=str))
        else:
            click.echo(message, err=True)


class Progress:
    """A job that shows its progress on standard error when somebody watches a terminal."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.shown = sys.stderr.isatty()

    def step(self, done: int, total: int) -> None:
        """Show how far the work is."""
        if self.shown:
            of = f" / {total}" if total else ""
            click.echo(f"\r{self.what} {done}{of} ", err=True, nl=done == total)
