"""What every test can ask for: a database of each kind, a browser, a real server."""

pytest_plugins = [
    "tests.bed.databases",
    "tests.bed.browser",
    "tests.bed.served",
    "tests.bed.server",
    "tests.bed.world",
]
