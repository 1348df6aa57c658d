"""The desk: the records, and what staff do with them. One slice a folder."""
