"""Compiled kernels that several rooms share, and the compiling of them."""
