"""Help where a person is: the keys of the page and of the window (Ctrl+/), the chapter of the manual (F1)."""

from typing import TYPE_CHECKING

from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.window.main_window import MainWindow


def show_keys(window: "MainWindow") -> None:
    """Show the keys of the page and of the window."""
    from shopdesk.ui.window.keys_sheet import KeysSheet  # loaded late: nobody asks for it at the start

    page = window.current_page
    title = next((place.title for place in window.places if place.page == page.name), _("On this page"))
    KeysSheet(page, title, window.keys, window).open()


def show_manual(window: "MainWindow", chapter: str = "", part: int = 0) -> None:
    """Open the manual at the chapter that tells of this page, or at a part that was found."""
    from shopdesk.ui.window.manual import Manual, chapter_of  # loaded late: as above

    wanted = chapter or chapter_of(window.current_page.name)
    opened = window.findChild(Manual) or Manual(wanted, window)
    opened.open_chapter(wanted, part)
    opened.show()
    opened.raise_()
