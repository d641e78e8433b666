"""The built-in networks, by the name a recipe gives: classifiers, an encoder, and three kinds that generate.

Every classifier here keeps one contract: `features(x) -> (b, d)`, `head`, and `forward(x) -> (b, classes)`.
"""

from collections.abc import Callable, Mapping

from torch import nn

from modiste.garment import ModisteError
from modiste.learning.augment import check_parameters
from modiste.learning.networks.cnn import cnn
from modiste.learning.networks.compact import compact
from modiste.learning.networks.encoder import encoder
from modiste.learning.networks.flow import flow
from modiste.learning.networks.gan import gan
from modiste.learning.networks.resnet import resnet
from modiste.learning.networks.rnn import rnn
from modiste.learning.networks.vae import vae
from modiste.learning.recipe import InputSpec, Part

Builder = Callable[..., nn.Module]

NETWORKS: Mapping[str, Builder] = {
    "cnn": cnn,
    "compact": compact,
    "resnet": resnet,
    "rnn": rnn,
    "gan": gan,
    "flow": flow,
    "vae": vae,
    "encoder": encoder,
}


def build_network(part: Part, spec: InputSpec, classes: int, builders: Mapping[str, Builder]) -> nn.Module:
    """The network a recipe names, built for its input and its number of classes.

    Raises:
        ModisteError: MOD-1302 for a name not in `builders`; MOD-1303 for a parameter it cannot use.
    """
    if part.name not in builders:
        raise ModisteError("MOD-1302", kind="Network", name=part.name, known=", ".join(sorted(builders)))
    check_parameters("network", builders[part.name], part.params)
    try:
        return builders[part.name](spec, classes, **part.params)
    except (TypeError, ValueError, RuntimeError, ArithmeticError) as error:
        # What torch says of a width of -3 or a kernel larger than the picture.
        reason = f"the network cannot be built ({str(error).splitlines()[0]})"
        raise ModisteError("MOD-1303", key="network", value=part.params, reason=reason) from None


__all__ = [
    "NETWORKS",
    "Builder",
    "build_network",
    "cnn",
    "compact",
    "encoder",
    "flow",
    "gan",
    "resnet",
    "rnn",
]
