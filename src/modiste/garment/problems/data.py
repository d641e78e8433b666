"""What can go wrong with data: 10xx the spine, 11xx the store, 12xx collect."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    # 10xx: the spine
    "MOD-1001": Problem(
        "Not a GTIN",
        "'{value}' is not a GTIN: {reason}.",
        "Copy the digits below the bar code, check digit included.",
    ),
    # 11xx: the store
    "MOD-1101": Problem(
        "Shop cannot be opened",
        "{path} cannot be opened as a shop: {reason}.",
        "Choose another --shop, or check who may read and write that folder.",
        409,
    ),
    "MOD-1102": Problem(
        "Shop of a newer Modiste",
        "{path} was written by a newer Modiste (schema {found}; this one knows up to {known}).",
        "Update Modiste.",
        409,
    ),
    "MOD-1103": Problem(
        "Nothing of that id",
        "There is no {kind} '{id}'.",
        "List what is there, and check the spelling.",
        404,
    ),
    "MOD-1104": Problem(
        "Unknown field",
        "{kind} has no field '{field}'.",
        "Known: {known}.",
    ),
    "MOD-1105": Problem(
        "Refused by the store",
        "{kind} '{id}' was refused: {reason}.",
        "Store what it refers to first.",
        409,
    ),
    "MOD-1106": Problem(
        "Blob is damaged",
        "The stored bytes of {id} no longer have that hash.",
        "Restore the shop's blobs folder from a copy, or import the file again.",
        500,
    ),
    "MOD-1107": Problem(
        "Job cannot do that",
        "Job {id} is {state} and cannot be {verb}.",
        "List the jobs to see their states.",
        409,
    ),
    "MOD-1108": Problem(
        "Name not allowed",
        "'{value}' is not allowed as a {kind} name.",
        "Use up to 120 lower-case letters, digits, dots, hyphens and underscores.",
    ),
    "MOD-1109": Problem(
        "Nothing to roll back to",
        "{name} has no earlier version in production.",
        "Promote a version instead.",
        409,
    ),
    "MOD-1110": Problem(
        "The shop's disk or database failed",
        "{where} failed: {reason}.",
        "What was being written was not kept. Make room, close what else holds it, and try again.",
        503,
    ),
    "MOD-1111": Problem(
        "Value cannot be kept or looked up",
        "{where} cannot take {value}: {reason}.",
        "Give text of ordinary characters, and a value of the field's own kind.",
    ),
    "MOD-1112": Problem(
        "Events do not fit their table",
        "Rows for the event table '{table}' were refused: {reason}.",
        "Give every row the table's columns, with values of their types.",
    ),
    "MOD-1113": Problem(
        "Event file is damaged",
        "{path} is missing or no longer a whole Parquet file.",
        "Restore the shop's events folder from a copy.",
        500,
    ),
    "MOD-1114": Problem(
        "Not a place in this list",
        "'{mark}' is no place in this list, in this order.",
        "Start again from the first page.",
        400,
    ),
    "MOD-1115": Problem(
        "Cannot be undone",
        "The change {id} cannot be undone: {reason}.",
        "List the changes to see which can.",
        409,
    ),
    # 12xx: collect
    "MOD-1201": Problem(
        "Picture cannot be read",
        "{name} cannot be read: {reason}.",
        "Check that the file exists and that you may read it.",
    ),
    "MOD-1202": Problem(
        "Empty file",
        "{name} holds no bytes.",
        "Copy or download the picture again.",
    ),
    "MOD-1203": Problem(
        "Not a picture",
        "{name} is not a picture in a format that Modiste reads.",
        "Known formats: {known}. Save the picture as one of them.",
        415,
    ),
    "MOD-1204": Problem(
        "File too large",
        "{name} has {count} bytes; the limit is {limit}.",
        "Save the picture smaller or with stronger compression.",
        413,
    ),
    "MOD-1205": Problem(
        "Too many pixels",
        "{name} has {pixels} pixels; the limit is {limit}.",
        "Scale the picture down.",
        413,
    ),
    "MOD-1206": Problem(
        "Damaged picture",
        "{name} is damaged or cut short: {reason}.",
        "Copy or download the picture again.",
    ),
    "MOD-1207": Problem(
        "Pixel type not read",
        "{name} stores pixels as {mode}, whose scale is not defined.",
        "Save the picture with 8 or 16 bits a channel.",
    ),
    "MOD-1208": Problem(
        "Not a folder",
        "{path} is not a folder that can be read.",
        "Give a folder of photos, one subfolder a class.",
        404,
    ),
    "MOD-1209": Problem(
        "Link not followed",
        "{name} is a link that {reason}.",
        "Copy the file into the folder instead of linking to it.",
    ),
    "MOD-1210": Problem(
        "Duplicate photo",
        "{name} has the same bytes as {other}.",
        "Nothing is lost: the first copy is used.",
    ),
    "MOD-1211": Problem(
        "Name not usable",
        "{name} has a name with {reason}.",
        "Rename it.",
    ),
    "MOD-1212": Problem(
        "Hidden or system file",
        "{name} is a hidden or system file.",
        "Nothing to do, unless it is a photo: then rename it.",
    ),
    "MOD-1213": Problem(
        "Empty folder",
        "{name} holds no photos.",
        "Add photos, or remove the folder.",
    ),
    "MOD-1214": Problem(
        "No class folder",
        "{name} lies outside a class folder, so it has no label.",
        "Put it into a folder that bears the name of its class.",
    ),
    "MOD-1215": Problem(
        "No usable photos",
        "{path} holds no usable photos in class folders ({rejected} rejected).",
        "Give a folder with one subfolder a class, each with photos in it.",
    ),
    "MOD-1216": Problem(
        "Part missing or not named",
        "{path} holds the parts {parts}; '{wanted}' was asked for.",
        "Name one of the parts, as in FOLDER:train.",
    ),
    "MOD-1217": Problem(
        "Label not known",
        "{path} has the class {label!r}, which is not among {known}.",
        "Rename the folder, or train a model with that class.",
    ),
    "MOD-1218": Problem(
        "Unknown data",
        "{spec!r} names no data: {reason}.",
        "Give a folder of class folders, FOLDER:train, fashion-mnist:train or fashion-mnist:test.",
        404,
    ),
    "MOD-1219": Problem(
        "Fashion-MNIST not found",
        "Fashion-MNIST's files are in none of {places}.",
        "Install Debian's dataset-fashion-mnist, set MODISTE_FASHION_MNIST, or ask for the download.",
        404,
    ),
    "MOD-1220": Problem(
        "Not the published file",
        "{path} is not what the publisher released: {reason}.",
        "Remove it and download it again.",
    ),
    "MOD-1221": Problem(
        "Not an IDX file",
        "{name} is not an IDX file of bytes: {reason}.",
        "Check that it is complete, and that it is the right file.",
    ),
    "MOD-1222": Problem(
        "Download failed",
        "{address} could not be downloaded: {reason}.",
        "Check the network and try again; what was complete is kept.",
        502,
    ),
    "MOD-1223": Problem(
        "Cache cannot be written",
        "{path} cannot be written: {reason}.",
        "Free some space, or set MODISTE_CACHE to another folder.",
        507,
    ),
    "MOD-1230": Problem(
        "Row refused",
        "{field} = {value!r} is refused: {reason}.",
        "Mend the row in its file and import it again, or in the quarantine and admit it from there.",
    ),
    "MOD-1231": Problem(
        "Letters cannot be read",
        "{text!r} holds bytes that mean nothing in {encoding}.",
        "Save the file as UTF-8.",
    ),
    "MOD-1232": Problem(
        "Row is broken",
        "The row cannot be read: {reason}.",
        "Mend its separators and quotation marks.",
    ),
    "MOD-1233": Problem(
        "Source cannot be read",
        "{name} cannot be read: {reason}.",
        "Check that it exists, is whole, and may be read.",
        404,
    ),
    "MOD-1234": Problem(
        "Source breaks off",
        "{name} cannot be read past {place}: {reason}.",
        "What came before is stored. Take the file from its source again and import it: nothing comes twice.",
    ),
    "MOD-1235": Problem(
        "Hostile file",
        "{name} is not read: {reason}.",
        "Take the file from a source that you trust; a feed needs nothing of the kind.",
    ),
    "MOD-1236": Problem(
        "Archive refused",
        "{name} is refused: {reason}.",
        "Unpack it yourself where you trust it, and import the folder.",
    ),
    "MOD-1237": Problem(
        "Value missing or not understood",
        "{field} = {value!r} does not do: {reason}.",
        "Fill it in in the file, or in the quarantine.",
    ),
    "MOD-1238": Problem(
        "Format not recognised",
        "What {name} is cannot be told: {reason}.",
        "Say it with --as, one of {known}; or map its columns with --map name=COLUMN,...",
    ),
    "MOD-1240": Problem(
        "Key used twice",
        "{id} stood in this import before, with other values.",
        "Keep one of the two rows; what the first one says is stored.",
    ),
    "MOD-1250": Problem(
        "Event cannot be used",
        "{name} = {value!r} does not do: {reason}.",
        "Mend the event in its file, or in the quarantine, and import it again.",
    ),
    "MOD-1251": Problem(
        "Order line cannot be used",
        "{name} = {value!r} does not do: {reason}.",
        "Mend the line in its file, or in the quarantine, and import it again.",
    ),
    "MOD-1252": Problem(
        "Not goods",
        "{value!r} is {what}, not goods.",
        "Nothing to do: postage, fees and corrections of the books are neither sold pieces nor returns.",
    ),
    "MOD-1253": Problem(
        "Stock movement cannot be used",
        "{name} = {value!r} does not do: {reason}.",
        "Mend the movement in its file, or in the quarantine, and import it again.",
    ),
    "MOD-1254": Problem(
        "Not JSON",
        "The row is no JSON: {reason}.",
        "Export the file again; one JSON object a line, or one array of objects, is read.",
    ),
    "MOD-1255": Problem(
        "Entry has no date",
        "{name} of this entry says no date, and neither does the archive.",
        "Add a timestamp to the entry, or import the archive as it was downloaded.",
    ),
    "MOD-1256": Problem(
        "Nothing about clothes",
        "{name} mentions no colour, material, pattern or kind of garment that is known.",
        "Nothing to do; the article's text is not kept.",
    ),
    "MOD-1270": Problem(
        "Labels cannot be audited",
        "The probabilities do not fit the labels: {reason}.",
        "Give one row of probabilities for each label, by a model that did not learn from that example.",
    ),
    "MOD-1280": Problem(
        "Clip cannot be used",
        "{name} cannot be used as a clip: {reason}.",
        "Clips are read as {known}. Save it as one of these and import it again.",
    ),
    "MOD-1281": Problem(
        "Clip too large",
        "{name} has {count} {what}; the limit is {limit}.",
        "Cut the garment's part out, or save the clip smaller, and import that.",
    ),
    "MOD-1282": Problem(
        "Clip is damaged",
        "{name} cannot be read past second {second}: {reason}.",
        "Take the clip from its source again and import it.",
    ),
    "MOD-1241": Problem(
        "Site not allowed",
        "{origin} is not among the sites that this shop may ask.",
        "Allowed: {known}. Add it to import_origins in modiste.toml, or save the page and import the file.",
        403,
    ),
    "MOD-1242": Problem(
        "Still refused",
        "The mended row is refused again: {reason}",
        "Mend what is named and admit it again, or give it up.",
    ),
    "MOD-1243": Problem(
        "Page not fetched",
        "{address} was not fetched: {reason}.",
        "Save the page in a browser and import the file.",
        502,
    ),
    "MOD-1244": Problem(
        "Not a mapping",
        "{text!r} is no mapping of columns: {reason}.",
        "Write FIELD=COLUMN,FIELD=COLUMN with the fields {known}.",
        400,
    ),
    "MOD-1245": Problem(
        "Column not there",
        "The table has no column {column!r}.",
        "Its columns: {known}.",
        400,
    ),
}
