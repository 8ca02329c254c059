"""The local page: jobs over the functions of `analysis`, `assessment` and `article`, by HTTP."""
