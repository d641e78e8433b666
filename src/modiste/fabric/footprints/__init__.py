"""What a cloth costs the environment, from fibre to finished cloth, and what its label must say."""
