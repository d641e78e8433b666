"""Three kinds of chains: one in a file of the shop, any that speaks JSON-RPC, a file of signed lines."""
