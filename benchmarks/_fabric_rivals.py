"""Other optimisers, asked for rows of the unit cube and told what they are worth, over stdin and stdout.

Run by fabric_search.py in an environment with pymoo and optuna: `_fabric_rivals.py NAME VARIABLES OBJECTIVES
EVALUATIONS SEED`. Each line out is a list of rows; each line in, objectives and violations of them. The
last line out is {"seconds": ...}: the processor's, libraries already loaded.
"""

import json
import sys
import time

import numpy as np

POPULATION = 100


def judged(rows):
    """What rows are worth, told by whoever started this."""
    print(json.dumps(np.asarray(rows).tolist()), flush=True)
    told = json.loads(sys.stdin.readline())
    return np.array(told["objectives"]), np.array(told["violation"])


def nsga2(variables: int, objectives: int, evaluations: int, seed: int) -> None:
    """Pymoo's NSGA-II with its own operators; every limit in one constraint."""
    from pymoo.algorithms.moo.nsga2 import NSGA2  # noqa: PLC0415 - not installed where this is checked
    from pymoo.core.problem import Problem  # noqa: PLC0415
    from pymoo.core.termination import NoTermination  # noqa: PLC0415

    begun = time.process_time()
    problem = Problem(n_var=variables, n_obj=objectives, n_ieq_constr=1, xl=0.0, xu=1.0)
    algorithm = NSGA2(pop_size=POPULATION)
    algorithm.setup(problem, termination=NoTermination(), seed=seed, verbose=False)
    done = 0
    while done < evaluations:
        asked = algorithm.ask()
        values, violation = judged(asked.get("X"))
        asked.set("F", values, "G", violation[:, None])
        for each in asked:
            each.evaluated.update({"F", "G"})
        algorithm.tell(infills=asked)
        done += len(asked)
    print(json.dumps({"seconds": time.process_time() - begun}), flush=True)


def tpe(variables: int, objectives: int, evaluations: int, seed: int) -> None:
    """Optuna's tree of Parzen estimators, one row at a time; every limit in one constraint."""
    import optuna  # noqa: PLC0415

    begun = time.process_time()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    sampler = optuna.samplers.TPESampler(
        seed=seed, constraints_func=lambda trial: (trial.user_attrs.get("violation", 1.0),)
    )
    study = optuna.create_study(directions=["minimize"] * objectives, sampler=sampler)
    for _ in range(evaluations):
        trial = study.ask()
        row = [trial.suggest_float(f"x{place}", 0.0, 1.0) for place in range(variables)]
        values, violation = judged([row])
        trial.set_user_attr("violation", float(violation[0]))
        study.tell(trial, values[0].tolist())
    print(json.dumps({"seconds": time.process_time() - begun}), flush=True)


if __name__ == "__main__":
    {"pymoo": nsga2, "optuna": tpe}[sys.argv[1]](*map(int, sys.argv[2:]))
