"""What a passport of a textile says: the profile as data, facts with sources, ways to other formats.

Knows values in and values out; who signs them and which rows they come from is others'.
"""
