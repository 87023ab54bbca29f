# The program with its packages and generated client; the command is `ledarresan`, the default `worker`.
FROM node:22-bookworm-slim AS build
WORKDIR /app
# Prisma's scripts would fetch a program that this project does not use; any existing file keeps them from it.
ENV PRISMA_SCHEMA_ENGINE_BINARY=/bin/true CHECKPOINT_DISABLE=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY . .
RUN npx --no-install prisma generate

FROM node:22-bookworm-slim
# Without it Node would be process 1 and leave ended children behind.
RUN apt-get update && apt-get install -y --no-install-recommends tini ca-certificates \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app /app
RUN mkdir -p /var/lib/ledarresan && chown node:node /var/lib/ledarresan
USER node
ENV NODE_ENV=production TZ=UTC
ENTRYPOINT ["tini", "--", "node", "--import", "tsx", "cli/main.ts"]
CMD ["worker"]
