"""How long work reports its progress and learns that it should stop."""

from typing import Protocol


class Job(Protocol):
    """Handed to every long service: `step` reports progress and raises `Cancelled` when told to stop."""

    def step(self, done: int, total: int) -> None:
        """Say that `done` of `total` are finished; `total` 0 means it is not known."""


class SilentJob:
    """A job that nobody watches and nobody stops."""

    def step(self, done: int, total: int) -> None:
        """Do nothing."""
