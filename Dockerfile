# The dashboard for a team's server, with the pinned versions. `compose.yaml` adds a database, HTTPS and backups.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 HOME=/tmp IGF_WORKSPACE=/workspace
WORKDIR /app

COPY requirements.lock ./
RUN python -m pip install --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE dashboard.py ./
COPY .streamlit/config.toml .streamlit/
COPY data data
COPY igfdata igfdata
COPY pages pages
RUN python -m pip install --no-deps --editable . \
    && python -m igfdata check \
    && useradd --uid 10001 --no-create-home dashboard \
    && mkdir /workspace /backups \
    && chown dashboard /workspace /backups

USER 10001
VOLUME ["/workspace"]
EXPOSE 8501
HEALTHCHECK --start-period=60s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=5)"]
CMD ["streamlit", "run", "dashboard.py", "--server.address", "0.0.0.0", "--server.port", "8501", "--server.headless", "true"]
