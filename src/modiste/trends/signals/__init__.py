"""Which attributes rise and fade, how surely, and what shows it."""
