"""What comes in: photos, catalogues, events, orders, feeds; read within limits, refusals with reasons.

Knows files and the outside world; tables are the store's work, training is learning's.
"""

from modiste.collect import clean
from modiste.collect.archive import Archive
from modiste.collect.arrivals import UNDATED, CatalogueArrival, EventArrival
from modiste.collect.chinese_exports import JD, TAOBAO
from modiste.collect.clips import CLIPS, Clips, clip_pictures, frame_of, frame_place, is_clip
from modiste.collect.dataset import open_data, open_files, open_training_data
from modiste.collect.decode import FORMATS, LIMITS, Header, Limits, decode, header, read_bytes, resize
from modiste.collect.detection import Guess, guesses, kind_of
from modiste.collect.events import EVENT_TABLE, GA4, SEGMENT, SNOWPLOW, web_event
from modiste.collect.fashion_mnist import LABELS as FASHION_MNIST_LABELS
from modiste.collect.fashion_mnist import download as download_fashion_mnist
from modiste.collect.fashion_mnist import fashion_mnist, read_idx
from modiste.collect.fashion_mnist import find as find_fashion_mnist
from modiste.collect.folders import cache_folder, write_whole
from modiste.collect.labelled import LabelledFiles, LabelledPictures
from modiste.collect.mapping import (
    FIELDS,
    MAPPED_TABLE,
    ColumnMapping,
    MappedTable,
    guess,
    guessed_mapping,
    mapping_of,
    signature_of,
)
from modiste.collect.merchant_table import MERCHANT_TABLE
from modiste.collect.merchant_xml import MERCHANT_XML
from modiste.collect.normal.colours import colour, colour_words
from modiste.collect.normal.materials import fibre, fibre_words
from modiste.collect.opening import identity_of, open_source
from modiste.collect.people import Pseudonym, nobody, pseudonymous
from modiste.collect.photos import Photo, photo_folder
from modiste.collect.press import INSTAGRAM, MAGAZINE, PINTEREST
from modiste.collect.rewriting import rewrite
from modiste.collect.schema_org import SCHEMA_ORG
from modiste.collect.shopify import SHOPIFY
from modiste.collect.shopify_json import SHOPIFY_JSON
from modiste.collect.source import (
    SOURCE_LIMITS,
    Arrival,
    Connector,
    PictureRef,
    Rejection,
    Source,
    SourceLimits,
)
from modiste.collect.tables import table_header, table_rows
from modiste.collect.trade import ORDERS, STOCK
from modiste.collect.video import CLIP_LIMITS, ClipLimits, frame_at
from modiste.collect.web import fetch_page, is_address
from modiste.collect.woocommerce import WOOCOMMERCE

__all__ = [
    "CLIPS",
    "CLIP_LIMITS",
    "EVENT_TABLE",
    "FASHION_MNIST_LABELS",
    "FIELDS",
    "FORMATS",
    "GA4",
    "INSTAGRAM",
    "JD",
    "LIMITS",
    "MAGAZINE",
    "MAPPED_TABLE",
    "MERCHANT_TABLE",
    "MERCHANT_XML",
    "ORDERS",
    "PINTEREST",
    "SCHEMA_ORG",
    "SEGMENT",
    "SHOPIFY",
    "SHOPIFY_JSON",
    "SNOWPLOW",
    "SOURCE_LIMITS",
    "STOCK",
    "TAOBAO",
    "UNDATED",
    "WOOCOMMERCE",
    "Archive",
    "Arrival",
    "CatalogueArrival",
    "ClipLimits",
    "Clips",
    "ColumnMapping",
    "Connector",
    "EventArrival",
    "Guess",
    "Header",
    "LabelledFiles",
    "LabelledPictures",
    "Limits",
    "MappedTable",
    "Photo",
    "PictureRef",
    "Pseudonym",
    "Rejection",
    "Source",
    "SourceLimits",
    "cache_folder",
    "clean",
    "clip_pictures",
    "colour",
    "colour_words",
    "decode",
    "download_fashion_mnist",
    "fashion_mnist",
    "fetch_page",
    "fibre",
    "fibre_words",
    "find_fashion_mnist",
    "frame_at",
    "frame_of",
    "frame_place",
    "guess",
    "guessed_mapping",
    "guesses",
    "header",
    "identity_of",
    "is_address",
    "is_clip",
    "kind_of",
    "mapping_of",
    "nobody",
    "open_data",
    "open_files",
    "open_source",
    "open_training_data",
    "photo_folder",
    "pseudonymous",
    "read_bytes",
    "read_idx",
    "resize",
    "rewrite",
    "signature_of",
    "table_header",
    "table_rows",
    "web_event",
    "write_whole",
]
