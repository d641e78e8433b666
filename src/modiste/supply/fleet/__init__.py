"""A simulated fleet from mill to shop, in the message format of real devices."""
