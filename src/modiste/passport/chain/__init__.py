"""Where roots of the log are laid down: a contract, chains that hold it, an outbox; by `modiste.passport`."""
