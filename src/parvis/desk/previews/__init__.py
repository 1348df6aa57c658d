"""What is attached to a comment, shown on demand: fetched by the server, never by the moderator's browser."""
