# Sayso in a container: `docker build -t sayso . && docker run --rm -v "$PWD:/work" sayso add reports`.
FROM rust:1.95-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo install --locked --path crates/cli --root /out

FROM debian:stable-slim
COPY --from=build /out/bin/sayso /usr/local/bin/sayso
RUN useradd --create-home reader
USER reader
WORKDIR /work
ENTRYPOINT ["sayso"]
CMD ["--help"]
