"""What a person has asked for: asked once more before it was answered, it is the same and is done once."""

from collections.abc import Hashable

from shopdesk.services.identity import new_id


class Wishes:
    """Keeps the identity of each wish until it is granted; after an error nobody knows whether it was."""

    def __init__(self) -> None:
        self._open: dict[tuple[Hashable, ...], str] = {}

    def identity(self, *told: Hashable) -> str:
        """Return the identity of what is told: a new one, or its own while it waits or has failed."""
        return self._open.setdefault(told, new_id())

    def granted(self, *told: Hashable) -> bool:
        """Note that it was done, asked again it is another; False where that was noted before."""
        return self._open.pop(told, None) is not None
