"""How the dashboard is served: Streamlit's scripts compressed, and headers that protect. ``dashboard.py`` starts it."""
