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
    # 11xx: the store
    # 12xx: collect
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
    # 14xx: vision
    # 20xx: the workspace
    # 21xx: the command line
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
        "Open the address that modiste printed when it started, or send an API key as 'Authorization: Bearer ...'.",
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
        "Not found",
        "There is no {kind} {name!r}.",
        "Look at the list for those that exist.",
        404,
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
