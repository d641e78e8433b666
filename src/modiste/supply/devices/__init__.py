"""Who may report, with which key, and how a device keeps what was not yet receipted."""
