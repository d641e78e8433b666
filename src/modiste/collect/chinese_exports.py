"""Merchant exports of Taobao and JD: tables with Chinese headers, GB18030 text or Excel workbooks.

Knows the headers of the two merchant back offices' exports (千牛, 京麦) and of the old Taobao Assistant's
file, which has a line above its header.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modiste.collect.catalogue import CatalogueRow, arrival_of
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.collect.tables import table_header, table_rows

CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class ChineseExport:
    """A connector by the header words of one merchant back office: of each field, the best word first."""

    kind: str
    title: str
    words: Mapping[str, tuple[str, ...]]
    sure: frozenset[str]

    def recognise(self, source: Source) -> float:
        """By the share of its own words in the header, which may stand below other lines."""
        return max(self._sureness(source, skip) for skip in (0, 1, 2))

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a row."""
        skip = max((0, 1, 2), key=lambda lines: (self._sureness(source, lines), -lines))
        for row in table_rows(source, after=after, limits=limits, skip_lines=skip):
            if isinstance(row, Rejection):
                yield row
                continue
            said = {field: _said(row.cells, words) for field, words in self.words.items()}
            used = {word for words in self.words.values() for word in words}
            pictures = said.pop("pictures").replace("；", ";").replace("|", ";").split(";")
            row_ = CatalogueRow(
                row.place,
                self.kind,
                currency=CURRENCY,
                pictures=tuple(pictures),
                attributes={name: value for name, value in row.cells.items() if value and name not in used},
                **said,  # type: ignore[arg-type] # all of them text
            )
            yield arrival_of(row_, row.text)

    def _sureness(self, source: Source, skip: int) -> float:
        header = set(table_header(source, skip))
        return len(self.sure & header) / len(self.sure)


def _said(cells: Mapping[str, str], words: tuple[str, ...]) -> str:
    return next((cells[word].strip() for word in words if cells.get(word, "").strip()), "")


TAOBAO = ChineseExport(
    "taobao",
    "Taobao or Tmall export",
    {
        "style": ("宝贝ID", "商品ID", "商家编码", "宝贝编码", "outer_id", "num_iid"),
        "name": ("宝贝标题", "宝贝名称", "标题", "title"),
        "sku": ("SKUID", "SKU ID", "skuId", "sku商家编码", "SKU商家编码"),
        "brand": ("品牌", "品牌名称"),
        "category": ("宝贝类目", "类目", "类目名称", "cid"),
        "department": ("适用性别", "性别"),
        "season": ("适用季节", "年份季节"),
        "description": ("宝贝描述", "宝贝卖点", "description"),
        "colour": ("颜色分类", "颜色", "主要颜色"),
        "size": ("尺码", "尺寸", "参考身高"),
        "gtin": ("条形码", "SKU条形码", "barcode"),
        "price": ("SKU价格", "销售价", "宝贝价格", "一口价", "price"),
        "pictures": ("SKU图片", "宝贝主图", "主图", "宝贝图片", "picture"),
    },
    frozenset({"宝贝标题", "宝贝ID", "颜色分类", "一口价"}),
)
JD = ChineseExport(
    "jd",
    "JD export",
    {
        "style": ("商品编号", "SPU编码", "SPUID", "wareId", "商品ID"),
        "name": ("商品名称", "商品标题", "wareName"),
        "sku": ("SKU编码", "SKUID", "京东SKU", "skuId", "商家SKU"),
        "brand": ("品牌名称", "品牌"),
        "category": ("三级类目", "类目名称", "商品类目"),
        "department": ("适用人群", "性别"),
        "season": ("上市时间", "适用季节"),
        "description": ("商品描述", "广告词"),
        "colour": ("颜色", "颜色名称"),
        "size": ("尺码", "尺码名称"),
        "gtin": ("UPC编码", "条形码", "UPC", "商品条码"),
        "price": ("京东价", "京东价格", "jdPrice", "市场价"),
        "pictures": ("商品主图", "主图链接", "图片"),
    },
    frozenset({"商品名称", "京东价", "商品编号", "SKU编码"}),
)
