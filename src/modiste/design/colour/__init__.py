"""Colours that a design is made of: how far apart they look, palettes, harmonies, colourways."""
