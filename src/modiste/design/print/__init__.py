"""Repeats for cloth: motifs laid out, threads, pictures; as pixels, plates and SVG at true scale."""
