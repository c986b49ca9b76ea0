"""How an official list becomes claims: one module a publisher, all of one shape.

A publisher's module offers ``PUBLISHER``, ``recognise(file)`` and ``records(edition)``; who read
one has read all. ``publishers.py`` tells who they are, ``readers.py`` finds their modules, and
``source.py`` says what the shape is.
"""
