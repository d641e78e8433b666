"""The pattern: panels, seams, programs that draw them, files that carry them."""
