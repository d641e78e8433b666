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
    "MOD-2570": Problem(
        "Subscribers are told over HTTPS",
        "{origin} is not https.",
        "Give an https address, or add the origin to subscription_origins in modiste.toml.",
    ),
    "MOD-2571": Problem(
        "An address inside a network",
        "{origin} leads to {address}, which is not a public address.",
        "Give a public address, or add the origin to subscription_origins in modiste.toml.",
    ),
    "MOD-2572": Problem(
        "Still not believed",
        "What was set aside cannot be released: {reason}.",
        "Set right what the reason names and release it again, or dismiss it with a reason.",
        status=409,
    ),
    "MOD-2573": Problem(
        "Decided before",
        "What was set aside as {id} was {decision} before.",
        "modiste devices list --aside shows what is undecided.",
        status=409,
    ),
    "MOD-2574": Problem(
        "A decision needs a reason",
        "The reason is empty or longer than {most} signs.",
        "Say in a sentence why; it is kept with the decision.",
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
    "MOD-2583": Problem(
        "Nothing between the limits",
        "From {low} to {high} lies no reading.",
        "Give the lower limit first; leave one out where there is none.",
    ),
    "MOD-2530": Problem(
        "No message of a device",
        "What was sent is no message of a device: {reason}.",
        "docs/devices.md shows the layout; the device library writes it.",
    ),
    "MOD-2531": Problem(
        "Not sealed as we know it",
        "What was sent is no sealed envelope of this version: {reason}.",
        "docs/devices.md shows the envelope; the device library seals as it must be.",
    ),
    "MOD-2532": Problem(
        "An unknown key",
        "No device here has the key {key}.",
        "Register the device: modiste devices register.",
        status=403,
    ),
    "MOD-2533": Problem(
        "The proof does not hold",
        "What was sent is not from the owner of the key {key}, or was changed on its way.",
        "Look who sends in its name; revoke the key if it may be known to others: modiste devices revoke.",
        status=403,
    ),
    "MOD-2534": Problem(
        "A key that does not count",
        "The key {key} proves nothing now: {reason}.",
        "Give the device its newest key: modiste devices rotate.",
        status=403,
    ),
    "MOD-2535": Problem(
        "In another's name",
        "A message of {device} was sent with the key of {owner}.",
        "Each device has a key of its own; look who has this one, and revoke it.",
        status=403,
    ),
    "MOD-2536": Problem(
        "A clock that is off",
        "The clock of {device} is off by {seconds} s.",
        "Set the device's clock. The message is kept as it came and no event was made of it.",
    ),
    "MOD-2537": Problem(
        "Two histories of a device",
        "What {device} says contradicts what it said before: {reason}.",
        "A second device has its key, or its memory was put back: revoke the key, or begin its outbox behind "
        "what modiste devices list shows.",
        status=409,
    ),
    "MOD-2538": Problem(
        "A device cannot be registered so",
        "This is no device: {reason}.",
        "Give an id, a kind and a place as in docs/devices.md.",
    ),
    "MOD-2539": Problem(
        "The outbox cannot be written",
        "The device's outbox does not take it: {reason}.",
        "Make room on the device; what is in the outbox stays there.",
        status=507,
    ),
    "MOD-2540": Problem(
        "The broker cannot be reached",
        "The MQTT broker at {where} does not answer: {reason}.",
        "Start it, or name another with --broker; devices keep what they have until it is there.",
        status=503,
    ),
    "MOD-2541": Problem(
        "No MQTT that we speak",
        "An MQTT packet was refused: {reason}.",
        "The broker of the demonstration speaks MQTT 5 with QoS 0 and 1; use mosquitto for more.",
    ),
    "MOD-2542": Problem(
        "The intake is full",
        "The intake takes nothing more now.",
        "Send it again later: nothing was receipted, and nothing is lost.",
        status=503,
    ),
    # 255x: the simulated fleet and places
    "MOD-2550": Problem(
        "Another simulation is here",
        "This shop has a simulated fleet of seed {kept}, and {seed} was asked for.",
        "Leave --seed out, or simulate in another shop.",
    ),
    "MOD-2552": Problem(
        "Nothing to propose",
        "The readings of {device} allow no proposal for {name}.",
        "It takes days of readings; for a set-point, also the machine's energy meter and the band that does.",
    ),
    "MOD-2553": Problem(
        "Decided before",
        "Setting {id} is not {state} any more.",
        "`modiste supply control` lists what was decided.",
        status=409,
    ),
    "MOD-2551": Problem(
        "No place",
        "{value!r} is no place: {reason}.",
        "A place is a GLN's name, such as urn:epc:id:sgln:4012345.00001.0, at LATITUDE,LONGITUDE in degrees.",
    ),
}
