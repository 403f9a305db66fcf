"""Nodes to rent on this machine: each is the worker image, or the same without Docker, on a loopback port of its own.

`fleet` is what commands call. A flavour (`containers`, `namespaces`) knows how a node is made and what becomes of it.
"""
