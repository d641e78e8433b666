"""What can go wrong in the supply chain, 25xx.

To 2529 ids and EPCIS, to 2559 devices and intake, to 2579 the fleet, alarms and control, to 2599 its faces.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2500": Problem(
        "No number of the trade",
        "{value!r} is none: {reason}.",
        "Look at the label again; GS1's numbers end in a check digit that finds a wrong one.",
    ),
    "MOD-2501": Problem(
        "No Digital Link",
        "{value!r} is no GS1 Digital Link: {reason}.",
        "A link of an item reads https://id.brand.example/01/GTIN/21/SERIAL.",
    ),
    "MOD-2502": Problem(
        "No item's tag or name",
        "{value!r} is no SGTIN: {reason}.",
        "Tags are SGTIN-96 or SGTIN-198; names read urn:epc:id:sgtin:PREFIX.REFERENCE.SERIAL.",
    ),
    "MOD-2503": Problem(
        "A document that cannot be read",
        "It is no EPCIS document: {reason}.",
        "Send JSON in UTF-8 with every member named once; NaN and Infinity are no JSON.",
    ),
    "MOD-2504": Problem(
        "A document that does not fit EPCIS 2.0",
        "At {where}: {reason}{more}.",
        "`modiste supply validate FILE` lists every flaw with its place.",
    ),
    "MOD-2505": Problem(
        "An event that cannot be",
        "{event} breaks the rule of {rule}: {reason}.",
        "Correct it, or declare the event that contradicts it an error; docs/supply.md has the rules.",
        status=409,
    ),
    "MOD-2506": Problem(
        "No parameter of a query",
        "{name!r} cannot be asked: {reason}.",
        "docs/supply.md lists the parameters that are answered.",
    ),
    "MOD-2507": Problem(
        "No subscription",
        "It cannot be subscribed so: {reason}.",
        'Give `dest`, and either `stream: true` or a `schedule` such as {{"hour": "1", "minute": "5"}}.',
    ),
    "MOD-2508": Problem(
        "An event of that id is kept",
        "{event} is kept already and says something else.",
        "Declare the kept one an error (errorDeclaration) and send the correction under an id of its own.",
        status=409,
    ),
    "MOD-2509": Problem(
        "More events than asked for",
        "More than {most} events answer the query.",
        "Ask for less, or page through them without maxEventCount.",
        status=413,
    ),
    "MOD-2580": Problem(
        "A query of that name is there",
        "The name {name!r} is taken.",
        "Take another name, or forget the query first.",
        status=409,
    ),
    "MOD-2581": Problem(
        "Too many events at once",
        "A document of {count} events is more than {most}.",
        "Send it in parts; GS1-EPCIS-Capture-Limit tells how many are taken.",
        status=413,
    ),
    "MOD-2582": Problem(
        "No link of that type",
        "Nothing here is linked as {type!r}.",
        "Ask for linkType=all to see what is.",
        status=404,
    ),
    "MOD-2530": Problem(
        "No message of a device",
        "What was sent is no message of a device: {reason}.",
        "docs/supply.md shows the layout; the device library writes it.",
    ),
}
