"""What readings and journeys mean: alarms, arrivals, footprints, machine health and bounded control."""
