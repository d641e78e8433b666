"""What cloth does to its wearer: insulation, bodies, scenarios; entered by `modiste.fabric`."""
