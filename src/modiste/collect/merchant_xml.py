"""A Google Merchant feed as XML: RSS 2.0 or Atom 1.0 with attributes of the `g:` namespace.

Knows where items lie in such a feed; what an attribute means is `merchant`'s.
"""

from collections.abc import Iterator, Mapping

from modiste.collect.catalogue import arrival_of
from modiste.collect.markup import ElementText, elements
from modiste.collect.merchant import attribute, catalogue_row
from modiste.collect.opening import stream_of
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

NAMESPACE = "http://base.google.com/ns/1.0"
_ITEMS = frozenset({"item", "entry"})


class MerchantXml:
    """The connector `google-merchant-xml`."""

    kind = "google-merchant-xml"
    title = "Google Merchant feed (XML)"

    def recognise(self, source: Source) -> float:
        """By Google's namespace near the top of an XML file."""
        head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            head = source.head.decode("utf-16", errors="ignore").lstrip().encode()
        return float(head.startswith(b"<") and NAMESPACE.encode() in head)

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection an item."""
        with stream_of(source, limits) as stream:
            found = elements(stream, _ITEMS, source.name, limits.row_bytes)
            for number, each in enumerate(found, start=1):
                if number <= after:
                    continue
                place = f"item {number}, line {each.line}"
                if each.is_too_long:
                    reason = f"it is longer than {limits.row_bytes} letters"
                    yield Rejection.of(place, ModisteError("MOD-1232", reason=reason))
                    continue
                text = ElementText("item", each.fields, f' xmlns:g="{NAMESPACE}"')
                yield arrival_of(catalogue_row(place, item_of(each.fields), self.kind), text)


def item_of(fields: Mapping[str, list[str]]) -> dict[str, str]:
    """Plain names and values; what stands several times is separated by commas, `g:` goes before RSS's."""
    item: dict[str, str] = {}
    for key, values in fields.items():
        name = attribute(key)
        if name in item and ":" not in key:
            continue
        if len(values) > 1:
            values = [value for value in values if value]  # noqa: PLW2901
        if len(values) > 1:
            item[name] = ",".join(value.replace(",", "%2C") for value in values)
        elif values and values[0]:
            item[name] = values[0]
    return item


MERCHANT_XML = MerchantXml()
