"""A tenant's account on a node: `tenant` is the story, the others are what it is told with."""
