"""Elements of XML one at a time, written again as they can be read."""

import io

from modiste.collect.markup import ElementText, elements


def read(text: str) -> list[dict[str, list[str]]]:
    return [dict(each.fields) for each in elements(io.BytesIO(text.encode()), frozenset({"item"}), "a", 1000)]


def test_elements_come_with_their_fields_in_order() -> None:
    text = "<a><item><x>1</x><y/><x> 2 </x></item><other/><b><item><z>3</z></item></b></a>"
    assert read(text) == [{"x": ["1", "2"], "y": [""]}, {"z": ["3"]}]


def test_an_element_written_again_is_the_same() -> None:
    fields = {"x": ["a & <b>", "c"], "y": ["]]>"]}
    assert read(ElementText("item", fields)()) == [fields]
