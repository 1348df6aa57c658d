"""The policy: what it says, how it is read, and how its file is shown to be wrong."""
