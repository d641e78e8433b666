"""Sketches: garments' fronts drawn flat in colours, out of patterns and by a network that learned them."""
