"""EPCIS 2.0: documents, their checks, hash ids, queries and what their events may say of one another."""
