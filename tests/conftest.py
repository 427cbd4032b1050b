"""What every test can ask for: a database of each kind, a browser, a real server."""

pytest_plugins = [
    "tests.bed.databases",
    "tests.bed.mail_server",
    "tests.bed.sms_gateway",
    "tests.bed.browser",
    "tests.bed.served",
    "tests.bed.server",
    "tests.bed.world",
]
