"""The launcher behind ./cordee: brings Cordée up on one machine, and takes it down again.

Standard library only, so that a fresh clone needs nothing but Python, Maven and a JDK 25.
`commands/` holds one file per command; everything else is a capability that the commands share.
"""
