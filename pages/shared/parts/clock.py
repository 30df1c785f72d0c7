"""The day where the user is: that of the browser's zone, not of the server's."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def user_day(now: dt.datetime | None = None) -> str:
    """Return the user's day as YYYY-MM-DD; where the browser tells no zone, the day of this machine."""
    moment = now or dt.datetime.now(dt.UTC)
    try:
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = None
    return moment.astimezone(zone).date().isoformat()
