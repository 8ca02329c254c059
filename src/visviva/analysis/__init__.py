"""One file answers one question of a user: a request goes in, a result comes out."""
