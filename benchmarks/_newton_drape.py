"""A garment draped by Newton's cloth solvers on the CPU, for `tailoring_drape` to stand beside.

Runs where newton is installed and knows nothing of modiste: `python _newton_drape.py GIVEN.npz`, which holds
body, body_faces, places, faces and flat (each face's corners at rest, weft along x, metres). Prints one line
of JSON and leaves the settled places beside the given file.
"""

import json
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import newton
import numpy as np
import warp as wp
from newton.solvers import SolverStyle3D, SolverVBD, style3d

WEIGHT, WEFT, WARP, SHEAR, BENDING, FRICTION = 0.180, 250.0, 350.0, 60.0, 6e-6, 0.4
"""Jersey: kg/m2, N/m three times, N m, and Coulomb's coefficient."""
RADIUS = 0.001
PRESS = 4e6
"""Contact stiffness, N/m a square metre of cloth."""
GRAVITY = 9.80665
PACE = 1 / 60
VBD_SUBSTEPS = 40
"""One sweep each. With longer steps VBD leaves the cloth hanging too long, however many frames: with 12 the
median warp by 4 %, with 2 of five sweeps by 24 %."""
STYLE_ITERATIONS = 10
FRAMES = {"vbd": (10, 30), "style3d": (20, 100)}
"""Frames without weight, in which the seams close, and frames with it."""
KEEPS = (0.05, 0.9)
"""The share of its speed that cloth keeps from frame to frame, while sewn and afterwards."""
Given = dict[str, np.ndarray]


def main() -> int:
    """Drape what was given with both solvers."""
    path = Path(sys.argv[1])
    with np.load(path) as file:
        given = {name: file[name] for name in file.files}
    wp.config.log_level = wp.LOG_ERROR
    wp.config.enable_backward = False
    wp.init()
    found: dict[str, object] = {"newton": newton.__version__, "steps": steps()}
    for name, made in (("vbd", vbd), ("style3d", style)):
        try:
            found[name] = draped(given, made, FRAMES[name], path.with_name(f"{path.stem}_{name}.npz"))
        except Exception as error:
            traceback.print_exc()
            found[name] = {"failed": f"{type(error).__name__}: {error}"}
    print(json.dumps(found))
    return 0


def steps() -> dict[str, str]:
    """How long each solver is run, in words."""
    return {
        "vbd": f"{FRAMES['vbd']} frames of 1/60 s without and with weight, {VBD_SUBSTEPS} steps of a sweep",
        "style3d": f"{FRAMES['style3d']} frames of 1/60 s, one step of {STYLE_ITERATIONS} iterations each",
    }


def draped(
    given: Given, made: Callable[[Given], tuple], frames: tuple[int, int], path: Path
) -> dict[str, object]:
    """Settle the cloth; two frames before, in which kernels compile, are counted apart and thrown away."""
    begun = time.perf_counter()
    model, solver, substeps = made(given)
    contact = newton.CollisionPipeline(model, soft_contact_gap=0.01)
    settled(model, solver, contact, substeps, (1, 1))
    ready, worked = time.perf_counter(), time.process_time()
    places, speed = settled(model, solver, contact, substeps, frames)
    done, rested = time.perf_counter(), time.process_time()
    if not np.isfinite(places).all():
        raise ArithmeticError("the cloth did not stay finite")
    np.savez(path, places=places)
    quantiles = np.quantile(stretches(given, places), [0.5, 0.95], axis=0)
    return {
        "seconds": round(done - ready, 2),
        "cpu_seconds": round(rested - worked, 2),
        "compile_seconds": round(ready - begun, 2),
        "stretch": [round(float(each), 4) for each in quantiles.T.ravel()],
        "speed": round(speed, 4),
        "places": str(path),
    }


def settled(model, solver, contact, substeps: int, frames: tuple[int, int]) -> tuple[np.ndarray, float]:
    """Let the cloth move from its start; returns its places and its root mean square speed in m/s."""
    now, after = model.state(), model.state()
    contacts, control = contact.contacts(), model.control()
    for weight, keep, count in zip((0.0, GRAVITY), KEEPS, frames, strict=True):
        model.set_gravity((0.0, -weight, 0.0))
        for _ in range(count):
            contact.collide(now, contacts)
            if isinstance(solver, SolverStyle3D):
                solver.rebuild_bvh(now)
            for _ in range(substeps):
                now.clear_forces()
                solver.step(now, after, control, contacts, PACE / substeps)
                now, after = after, now
                now.particle_qd.assign(keep ** (1 / substeps) * now.particle_qd.numpy())
    return now.particle_q.numpy().copy(), float(np.sqrt((now.particle_qd.numpy() ** 2).sum(1).mean()))


# --- the same cloth and body for each solver ---


def vbd(given: Given) -> tuple:
    """Vertex block descent; its membrane is one stable Neo-Hookean stiffness in every direction.

    Without lambda it has no Poisson contraction and a tensile stiffness of 2 mu: mu is half the weft's, for
    the girths compared run along the weft. Warp is thus too soft (250 for 350), shear too stiff (125 for 60).
    """
    builder = newton.ModelBuilder(up_axis=newton.Axis.Y)
    builder.add_cloth_mesh(
        pos=wp.vec3(0.0),
        rot=wp.quat_identity(),
        scale=1.0,
        vel=wp.vec3(0.0),
        vertices=given["places"].tolist(),
        indices=given["faces"].ravel().tolist(),
        density=WEIGHT,
        tri_ke=WEFT / 2,
        tri_ka=0.0,
        tri_kd=0.0,
        edge_ke=BENDING,
        edge_kd=0.0,
        particle_radius=RADIUS,
    )
    if len(builder.tri_indices) != len(given["faces"]):
        raise ValueError("a face was dropped: the start has one without area")
    inverse, area = rest(given)
    builder.tri_poses, builder.tri_areas = inverse.tolist(), area.tolist()
    builder.particle_mass = np.bincount(given["faces"].ravel(), np.repeat(WEIGHT * area / 3, 3)).tolist()
    flatten(builder, given, area)
    builder.color(include_bending=True)
    model = with_body(builder, given, area)
    return model, SolverVBD(model, iterations=1, particle_enable_tile_solve=False), VBD_SUBSTEPS


def flatten(builder: newton.ModelBuilder, given: Given, area: np.ndarray) -> None:
    """Hinges flat at rest, as long as on the panel, with the energy of a plate: 3 B length^2 / (A + A')."""
    faces, flat = given["faces"], given["flat"]
    lengths: dict[tuple[int, int], float] = {}
    around: dict[tuple[int, int], float] = {}
    for face, corners, size in zip(faces, flat, area, strict=True):
        for k in range(3):
            one, other = int(face[k]), int(face[(k + 1) % 3])
            key = (min(one, other), max(one, other))
            lengths[key] = float(np.linalg.norm(corners[k] - corners[(k + 1) % 3]))
            around[key] = around.get(key, 0.0) + size
    keys = [(min(i, j), max(i, j)) for _, _, i, j in builder.edge_indices]
    builder.edge_rest_angle = [0.0] * len(keys)
    builder.edge_rest_length = [lengths[key] for key in keys]
    builder.edge_bending_properties = [(3 * BENDING * lengths[key] / around[key], 0.0) for key in keys]


def style(given: Given) -> tuple:
    """Style3D: Baraff and Witkin's membrane and Bergou's bending, so the numbers go in as they are."""
    builder = newton.ModelBuilder(up_axis=newton.Axis.Y)
    SolverStyle3D.register_custom_attributes(builder)
    style3d.add_cloth_mesh(
        builder,
        pos=wp.vec3(0.0),
        rot=wp.quat_identity(),
        vel=wp.vec3(0.0),
        vertices=given["places"].tolist(),
        indices=given["faces"].ravel().tolist(),
        panel_verts=given["flat"].reshape(-1, 2).tolist(),
        panel_indices=list(range(given["faces"].size)),
        density=WEIGHT,
        tri_aniso_ke=wp.vec3(WEFT, WARP, SHEAR),
        edge_aniso_ke=wp.vec3(BENDING),
        particle_radius=RADIUS,
    )
    model = with_body(builder, given, rest(given)[1])
    return model, SolverStyle3D(model, config=SolverStyle3D.Config(iterations=STYLE_ITERATIONS)), 1


def with_body(builder: newton.ModelBuilder, given: Given, area: np.ndarray) -> newton.Model:
    """The body as a static mesh, and how cloth presses and slides on it."""
    press = PRESS * float(area.sum()) / len(given["places"])
    builder.add_shape_mesh(
        body=-1,
        mesh=newton.Mesh(given["body"], given["body_faces"].ravel(), compute_inertia=False),
        cfg=newton.ModelBuilder.ShapeConfig(ke=press, kd=0.0, mu=FRICTION, margin=0.0),
    )
    model = builder.finalize()
    model.soft_contact_ke, model.soft_contact_kd, model.soft_contact_mu = press, 0.0, FRICTION
    return model


def rest(given: Given) -> tuple[np.ndarray, np.ndarray]:
    """(m, 2, 2) inverse rest shapes and (m,) areas."""
    flat = given["flat"].astype(np.float64)
    edges = np.stack([flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]], axis=2)
    return np.linalg.inv(edges), np.linalg.det(edges) / 2


def stretches(given: Given, places: np.ndarray) -> np.ndarray:
    """(m, 2) length of each face's weft and warp over its length at rest."""
    corners = places[given["faces"]]
    edges = np.stack([corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]], axis=2)
    return np.linalg.norm(edges @ rest(given)[0], axis=1)


if __name__ == "__main__":
    sys.exit(main())
