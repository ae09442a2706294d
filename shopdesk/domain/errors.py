"""The one exception that domain and services raise; it carries a code, never a sentence."""


class ShopError(Exception):
    """A request that the shop refuses, told by a code and its parameters.

    The sentence is made in `shopdesk.words.errors`, in the reader's language.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    @property
    def stops_everything(self) -> bool:
        """Whether the shop's file or its disk refuses, so that trying the next order would be refused as well."""
        return self.code.startswith(("shop-", "disk-"))

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({shown})"


class Cancelled(Exception):
    """Raised by `Job.step` when the person has asked the work to stop; nothing is kept of it."""
