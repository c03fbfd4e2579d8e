"""When whoever a task waits for is reminded of it."""
