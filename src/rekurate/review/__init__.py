"""What a person sees when asked to approve."""
