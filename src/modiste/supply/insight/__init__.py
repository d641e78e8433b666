"""What readings and events say: anomalies and alarms, arrivals, footprints, machines' health, settings."""
