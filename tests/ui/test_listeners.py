"""A result that comes after its form was closed is nobody's: whatever shape the listener has."""

from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import delete

from shopdesk.ui.listeners import is_gone


class Form(QObject):
    def take(self, _result: object) -> None:
        """Take a result."""

    def by_lambda(self):
        return lambda result: self.take((result, 1))

    def by_inner_function(self):
        def done(result: object) -> None:
            self.take(result)

        return lambda result: done((result, 1))


def test_a_listener_is_gone_with_what_it_belongs_to():
    form = Form()
    shapes = [form.take, form.by_lambda(), form.by_inner_function(), partial(Form.take, form), partial(form.take, 1)]
    assert [is_gone(shape) for shape in shapes] == [False] * len(shapes)
    delete(form)
    assert [is_gone(shape) for shape in shapes] == [True] * len(shapes)


def test_a_listener_of_nobody_stays():
    assert not is_gone(print) and not is_gone(lambda _result: None) and not is_gone(partial(print, "ready"))


def test_a_preview_that_was_closed_while_its_page_was_drawn_takes_nothing(context, wait):
    form, taken = Form(), []
    context.compute("Preview", lambda _job: 7, lambda result: (form.objectName(), taken.append(result)))
    delete(form)
    context.compute("Preview", lambda _job: 8, taken.append)
    wait(context)
    assert taken == [8]
