"""Cloth drawn to scale: interlacing threads, loops along their true path, as SVG."""
