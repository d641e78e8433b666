"""A simulated fleet: sites, devices, signals with faults in them, orders; entered by `modiste.supply`."""
