"""One module per command, each with `arguments(parser)` and `run(options, environment) -> exit code`."""
