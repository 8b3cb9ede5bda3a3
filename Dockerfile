# Ringleader as docker-compose.yml runs it: the pages and GraphQL, not root, data in /data.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    RINGLEADER_DATA=/data

# The same locked dependencies as `make demo`; both names, for older and newer pip.
ENV PIP_CONSTRAINT=/app/constraints.txt PIP_BUILD_CONSTRAINT=/app/constraints.txt \
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore

WORKDIR /app
COPY . /app
RUN pip install --editable . \
    && useradd --uid 10001 --create-home ringleader \
    && install --directory --owner ringleader --mode 0700 /data

USER ringleader
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=8 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=8)"]

# All addresses of the container; docker-compose.yml publishes the port to 127.0.0.1 only.
CMD ["ringleader", "serve", "--host", "0.0.0.0", "--port", "8000"]
