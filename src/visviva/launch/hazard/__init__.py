"""What falls down: stages, failed launches, published warnings, people below."""
