# One image for every service: `command` says which (docker-compose.yml, k8s/base).
FROM node:20.20-bookworm-slim AS build
WORKDIR /headroom
COPY package.json package-lock.json tsconfig.json tsconfig.base.json ./
COPY libs libs
COPY apps apps
RUN npm install --no-save --no-audit --no-fund && npx tsc -b && npm prune --omit=dev --no-save

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production TZ=UTC
WORKDIR /headroom
COPY --from=build --chown=node:node /headroom ./
COPY --chown=node:node test/data test/data
USER node
EXPOSE 3000
CMD ["node", "apps/portal/dist/main.js"]
