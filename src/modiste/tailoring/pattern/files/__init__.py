"""The files that carry patterns: pictures to print, files of CAD systems, plain JSON."""
