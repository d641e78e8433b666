"""What can go wrong with passports, 26xx.

To 2609 canonical JSON and keys, to 2619 the log and its witnesses, to 2639 credentials and bundles, to 2659
the chain, to 2679 scans and claims, to 2699 what a passport says.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2600": Problem(
        "Not canonical JSON",
        "It is not JSON in its one way (RFC 8785): {reason}.",
        "A bundle is passed on byte by byte; do not open and save it.",
    ),
    "MOD-2601": Problem(
        "A key that cannot be used",
        "The key {where} cannot be used: {reason}.",
        "Restore it from a backup; a new key needs a new entry in the log's history of keys.",
    ),
    "MOD-2602": Problem(
        "A key that is locked",
        "The key {where} cannot be opened: {reason}.",
        "Name the passphrase in MODISTE_KEY_PASSPHRASE, or its file in MODISTE_KEY_PASSPHRASE_FILE.",
        500,
    ),
    "MOD-2610": Problem(
        "The log does not prove it",
        "The proof does not hold: {reason}.",
        "Ask the log for a proof anew; where it fails again, what it is of is not what was logged.",
    ),
    "MOD-2611": Problem(
        "No signed note",
        "It is no note, checkpoint or key: {reason}.",
        "A checkpoint is the file that the log serves, byte by byte.",
    ),
    "MOD-2612": Problem(
        "A signature that does not hold",
        "{name} did not say this: {reason}.",
        "Trust nothing below it; ask where it came from.",
    ),
    "MOD-2613": Problem(
        "The log is damaged",
        "The log in {where} is damaged: {reason}.",
        "`modiste passport audit` names the first entry that is wrong; restore the folder from a backup.",
        500,
    ),
    "MOD-2614": Problem(
        "It cannot be logged",
        "It cannot be logged: {reason}.",
        "An entry is a commitment of some hundred bytes; the private key lies in the shop's folder.",
    ),
    "MOD-2615": Problem(
        "The witness refuses",
        "{name} did not sign the checkpoint: {reason}.",
        "A fork or a log that shrank is never signed; see whether an old backup was restored.",
        409,
    ),
    "MOD-2620": Problem(
        "A proof that does not hold",
        "The proof does not hold: {reason}.",
        "Ask the issuer for the document itself; a copy that was opened and saved is another document.",
    ),
    "MOD-2621": Problem(
        "No status list",
        "The list of statuses cannot be read: {reason}.",
        "Ask the issuer for a new one.",
    ),
    "MOD-2622": Problem(
        "No host for an issuer",
        "{value!r} is no host that an issuer could be named by.",
        "Set `issuer_host` to the host that serves the passports, such as passport.brand.example.",
    ),
    "MOD-2623": Problem(
        "No passport",
        "It is no passport: {reason}.",
        "A passport is a credential of W3C's data model 2.0, type DigitalProductPassport.",
    ),
    "MOD-2624": Problem(
        "No bundle",
        "It is no bundle of a passport: {reason}.",
        "`modiste passport bundle ITEM --out FILE` writes one.",
    ),
    "MOD-2625": Problem(
        "No file of trust",
        "It does not say whom to trust: {reason}.",
        "`modiste passport trust --out FILE` writes whom a shop's own passports need.",
    ),
    "MOD-2626": Problem(
        "No single item",
        "{value!r} is no single item.",
        "A passport is of a GTIN with a serial: a Digital Link /01/GTIN/21/SERIAL, or an SGTIN's name.",
    ),
    "MOD-2627": Problem(
        "The passport was revoked",
        "The passport of {item} was revoked on {at}.",
        "A revocation is for good; what was wrong with the item stays in its history.",
        409,
    ),
    "MOD-2628": Problem(
        "The passport was erased",
        "What the passport of {item} said was erased.",
        "Issue a new version.",
        410,
    ),
    "MOD-2629": Problem(
        "A file that cannot be read",
        "{where} cannot be read: {reason}.",
        "Name a bundle's file, or the https address of one.",
    ),
    "MOD-2630": Problem(
        "Too many passports at once",
        "{count} items are more than one request issues.",
        "Ask for at most 5,000, or use `modiste passport issue --garment`.",
    ),
    "MOD-2631": Problem(
        "No token that holds",
        "The token does not hold: {reason}.",
        "Ask whoever showed it for the token as the issuer made it; it is passed on letter by letter.",
    ),
    # 264x: the chain
    "MOD-2641": Problem(
        "The chain does not answer",
        "{who} does not answer: {reason}.",
        "Anchors wait in the outbox and go out when it does; see that the address is right.",
        503,
    ),
    "MOD-2642": Problem(
        "Two answers about one chain",
        "{first} and {second} answered {what} differently: one of them lies or is on another chain.",
        "Ask a third, and leave out whom you do not trust; nothing was believed.",
        502,
    ),
    "MOD-2643": Problem(
        "The chain refuses",
        "{who} does not take it: {reason}.",
        "It stays in the outbox, which tries again; an empty account must be filled.",
        502,
    ),
    "MOD-2644": Problem(
        "The log is older than its anchor",
        "{chain} holds an anchor of {anchored} entries and the log has {local}.",
        "An old backup was restored: bring the newer log back, or it would tell a second history.",
        409,
    ),
    "MOD-2645": Problem(
        "The chain holds another root",
        "{chain} holds the root {anchored} of {size} entries, the log has {local}.",
        "One of the two was rewritten: `modiste passport audit` names the first entry that is wrong.",
        409,
    ),
    "MOD-2646": Problem(
        "Others may read the key",
        "The key {where} has the mode {mode}.",
        "chmod 600 it, and take another key where somebody may have read it.",
    ),
    "MOD-2647": Problem(
        "The file of anchors cannot be used",
        "{where} cannot be used: {reason}.",
        "Restore it from a backup, with the key that it was made with.",
        500,
    ),
    "MOD-2648": Problem(
        "Another process sends anchors",
        "{where} is held by another process.",
        "Wait until it is done; one process sends at a time.",
        409,
    ),
    "MOD-2649": Problem(
        "No place for anchors",
        "Anchors cannot be sent there: {reason}.",
        "Give the addresses of one chain's JSON-RPC and of the contract there.",
    ),
    "MOD-2660": Problem(
        "Too many scans",
        "More than {most} scans came from one place today.",
        "Go on tomorrow; a passport can be checked from its bundle without the shop.",
        429,
    ),
    "MOD-2661": Problem(
        "The item is claimed",
        "{item} belongs to somebody who claimed it.",
        "Its owner passes it on by the code; `modiste passport release` ends the claim of what comes back.",
        409,
    ),
    "MOD-2662": Problem(
        "The codes are not written",
        "{path} is there already: codes are shown once, so nothing is written over.",
        "Name another file.",
        409,
    ),
    "MOD-2680": Problem(
        "No such profile",
        "There is no profile {profile!r}; there are {known}.",
        "A passport names the profile that it was composed by; a newer release may know it.",
    ),
    "MOD-2681": Problem(
        "No such field",
        "{profile} has no field {field!r}.",
        "docs/passport-content.md lists its fields.",
    ),
    "MOD-2682": Problem(
        "A value that a field cannot have",
        "{field} cannot be that: {reason}.",
        "docs/passport-content.md says what each type is; records are JSON.",
    ),
    "MOD-2683": Problem(
        "Evidence that a field does not come from",
        "{field} does not come from {source!r}; it may come from {known}.",
        "State the evidence that there is, or leave the field missing.",
    ),
    "MOD-2684": Problem(
        "Out of the profile's scope",
        "{profile} is not for this garment: {reason}.",
        "Another profile is needed; electronics and things of little textile have laws of their own.",
        409,
    ),
    "MOD-2685": Problem(
        "A passport that is too large",
        "It would be {size} bytes, of at most {most}.",
        "Shorten its texts, or name documents by their address.",
    ),
    "MOD-2686": Problem(
        "No passport that can be read",
        "The document is no passport that is read here: {reason}.",
        "Passports of UNTP 0.6.1 and 0.7.0 and of eutex 0.9.9 are read, as JSON.",
    ),
    "MOD-2687": Problem(
        "No such format",
        "There is no format {target!r}; there are {known}.",
        "Name one of them.",
    ),
    "MOD-2688": Problem(
        "A conversion to another profile",
        "The conversion leads from {old} to {new}, not to {profile}.",
        "Take the conversion that leads to the profile.",
    ),
    "MOD-2689": Problem(
        "No row for a registry",
        "A registry asks what the passport does not have: {lacks}.",
        "`modiste passport set` says the fields; the back-up's address is a setting.",
    ),
    "MOD-2690": Problem(
        "No sheet of labels",
        "The labels cannot be printed: {reason}.",
        "Take another paper, or fewer labels at once; `modiste passport labels --help` names the papers.",
    ),
    "MOD-2691": Problem(
        "No supplier's statement",
        "It is no signed statement of a supplier: {reason}.",
        "It is a W3C credential with an eddsa-jcs-2022 proof; `modiste passport state` writes one.",
    ),
    "MOD-2692": Problem(
        "Nobody said that they may sign",
        "{did} is not among the suppliers who may sign.",
        "Ask the supplier for its key on another way, then `modiste passport signer DID --name NAME`.",
        409,
    ),
    "MOD-2693": Problem(
        "A statement that does not count",
        "The statement does not count: {reason}.",
        "Ask its signer for one that does; what it said may still be entered without a signature.",
    ),
    "MOD-2694": Problem(
        "No signer",
        "{did} cannot be a signer: {reason}.",
        "did:key:z6Mk... names its own key; for a did:web give --key or --document.",
    ),
}
