"""How the dashboard is served: Streamlit's scripts compressed, and headers that protect. Start: ``streamlit run`` of start.py."""
