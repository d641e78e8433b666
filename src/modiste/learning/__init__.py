"""The model life cycle: recipe > augment > fit > evaluate > explain > compress > export > registry.

Knows how a model comes to be and what it is worth; data come from collect and the rooms. This door is lazy,
so that serving needs onnxruntime and not torch.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
