"""Cloth that does something: circuits, heat, sensing, phase change, moisture; entered by `modiste.fabric`."""
