"""Every write of enquiries, one file a family."""
