"""A Google Merchant feed as tab-separated text, the form that shops upload by hand or by SFTP.

Knows how such a feed is told from other tables; what an attribute means is `merchant`'s.
"""

from collections.abc import Iterator, Sequence

from modiste.collect.catalogue import arrival_of
from modiste.collect.catalogue_columns import arrivals_of
from modiste.collect.delimited import Block, blocks, header_of
from modiste.collect.merchant import SURE, attribute, catalogue_columns, catalogue_row
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits


class MerchantTable:
    """The connector `google-merchant-tsv`."""

    kind = "google-merchant-tsv"
    title = "Google Merchant feed (TSV)"

    def recognise(self, source: Source) -> float:
        """By the attributes that every item needs, in the header."""
        names = {attribute(name) for name in header_of(source)}
        if not {"id", "title"} <= names:
            return 0.0
        return len(SURE & names) / len(SURE)

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a line."""
        names: dict[str, str] = {}
        for row in blocks(source, after=after, limits=limits):
            if isinstance(row, Rejection):
                yield row
            elif isinstance(row, Block):
                yield from self._arrivals(row)
            else:
                if not names:
                    names = {name: attribute(name) for name in row.cells}
                item = {names[name]: value for name, value in row.cells.items() if value}
                yield arrival_of(catalogue_row(row.place, item, self.kind), row.text)

    def _arrivals(self, block: Block) -> Iterator[Arrival | Rejection]:
        columns: dict[str, Sequence[str]] = {}
        for name, cells in block.columns.items():
            plain = attribute(name)
            if plain in columns:
                # "title" and "g:title": what the later one does not say, the earlier one does.
                cells = [new or old for new, old in zip(cells, columns[plain], strict=True)]  # noqa: PLW2901
            columns[plain] = cells
        return arrivals_of(catalogue_columns(block, columns, self.kind))


MERCHANT_TABLE = MerchantTable()
