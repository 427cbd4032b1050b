"""Rate limits per address and per account; kept in memory, or in Redis where there is one."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, default_limits=[], headers_enabled=False)
