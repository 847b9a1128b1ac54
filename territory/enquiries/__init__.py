"""Asking neighbours whether they need a shared service, through the facilitator of their working group."""
