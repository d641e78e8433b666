"""Where a garment's sensors tell most, and how long its battery lasts: simulated, on stated assumptions."""
