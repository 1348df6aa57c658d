"""The platforms: one folder each, behind the protocol of `port`."""
