# One image for all services and the web application: `docker run <image> serve pool --host 0.0.0.0`
ARG PYTHON_IMAGE=python:3.11-slim
ARG CADDY_IMAGE=caddy:2
FROM ${PYTHON_IMAGE} AS packages
WORKDIR /app
COPY requirements-run.lock ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements-run.lock
COPY pyproject.toml README.md ./
COPY services services
COPY vocabulary vocabulary
COPY ressurspool ressurspool
# editable: migrations are found beside the packages
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation -e '.[server]'

# the origin: Caddy with the pages that are the origin's own
FROM packages AS site
COPY migrations migrations
RUN /venv/bin/ressurspool-ops site /site

FROM ${CADDY_IMAGE} AS origin
COPY --from=site /site /srv/site

FROM ${PYTHON_IMAGE} AS service
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 NUMBA_CACHE_DIR=/app/var/compiled
WORKDIR /app
RUN useradd --system --uid 10001 --home-dir /app ressurspool \
    && mkdir /app/var /app/kept && chown ressurspool /app/var /app/kept
COPY --from=packages /venv /venv
COPY --from=packages /app /app
COPY migrations migrations
USER 10001
# matching's loops, so that no start has to compile them
RUN python -m services.matching.engine.compilation
EXPOSE 8001 8002 8003 8004 8005 8006 8007
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["ressurspool-ops", "probe"]
ENTRYPOINT ["ressurspool-ops"]
CMD ["--help"]
