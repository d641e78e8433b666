"""Column names, written once: what frames, Parquet files and CSV exports call the spine's fields.

Knows names only. A room that writes a table takes its names from here.
"""

GARMENT = "garment_id"
SKU = "sku_id"
CUSTOMER = "customer_id"
DEVICE = "device_id"
IMAGE = "image_id"
AT = "at"
KIND = "kind"
VALUE = "value"
QUANTITY = "quantity"
LABEL = "label"
SPLIT = "split"
