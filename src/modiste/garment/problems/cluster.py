"""What can go wrong where work is done by partitions, here or on a cluster, 3101 to 3119."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-3101": Problem(
        "Cluster out of reach",
        "The cluster at {address} does not answer: {reason}.",
        "Check the address and that `ray status` answers there, or take --executor pool; nothing was changed "
        "here.",
        503,
    ),
    "MOD-3102": Problem(
        "Cluster of other versions",
        "{node} is not of the same versions: {what}.",
        "Install the same Python, Modiste and constraints on every machine of the cluster.",
        409,
    ),
    "MOD-3103": Problem(
        "Not a job of a cluster",
        "{what} {value!r} cannot be taken: {reason}.",
        "docs/cluster.md lists the jobs with their data and settings.",
    ),
    "MOD-3104": Problem(
        "The data changed midway",
        "{path} is not what it was when the run began: {what}.",
        "Bring it back, or begin again with --again; answers that were kept are of the data as they were.",
        409,
    ),
    "MOD-3105": Problem(
        "Object store full",
        "The cluster's object store cannot take more: {reason}.",
        "Ask for more --partitions, so that each is smaller, or for more --object-store-memory; the same "
        "command goes on with what is done.",
        507,
    ),
    "MOD-3106": Problem(
        "Worker lost",
        "The worker that had the partition is gone: {reason}.",
        "The partition is tried again by itself; one that always takes its worker along is set aside.",
        503,
    ),
    "MOD-3108": Problem(
        "Worker out of memory",
        "The work on a partition found no more memory: {reason}.",
        "Ask for more --partitions, so that each is smaller.",
        507,
    ),
    "MOD-3109": Problem(
        "Another run's folder",
        "{path} holds a run that differs in {what}.",
        "Name another folder with --out, or begin there anew with --again.",
        409,
    ),
    "MOD-3110": Problem(
        "Training together failed",
        "The processes that {by} started came to no end: {reason}.",
        "Mend that and give the same command again: it goes on from the last checkpoint.",
    ),
}
