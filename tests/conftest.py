"""What every test can ask for: a database of each kind, a browser, a real server."""

from hypothesis import settings

# How long an example takes is the machine's affair: no test asserts a time.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

pytest_plugins = [
    "tests.bed.databases",
    "tests.bed.mail_server",
    "tests.bed.sms_gateway",
    "tests.bed.browser",
    "tests.bed.served",
    "tests.bed.server",
    "tests.bed.world",
]
