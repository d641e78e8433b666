"""The body: a parametric figure, its measures, its poses."""
