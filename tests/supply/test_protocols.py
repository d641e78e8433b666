"""The shapes the room asks for are those that are given to it."""

import inspect

from modiste.supply import Book, Link, MqttLink, Receipt
from modiste.workspace.flows import ShopSupplyEvents


def test_what_is_given_has_the_shape_that_is_asked_for() -> None:
    for asked, given in ((Link, MqttLink), (Book, ShopSupplyEvents)):
        for name, method in inspect.getmembers(asked, inspect.isfunction):
            if not name.startswith("_"):
                wanted = list(inspect.signature(method).parameters)
                assert list(inspect.signature(getattr(given, name)).parameters) == wanted, (given, name)


def test_a_receipt_is_a_value() -> None:
    assert Receipt("press-07", 1, 2) == Receipt("press-07", 1, 2) != Receipt("press-07", 1, 3)
