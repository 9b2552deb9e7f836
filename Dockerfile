FROM node:20.20.2-bookworm-slim AS build
WORKDIR /nanotune
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && rm -rf dist/types dist/parts dist/index.js

FROM node:20.20.2-bookworm-slim
COPY --from=build /nanotune/dist /opt/nanotune/dist
COPY --from=build /nanotune/docs /opt/nanotune/docs
COPY --from=build /nanotune/package.json /nanotune/LICENSE /opt/nanotune/
# Nothing is written: it runs with a read-only root.
ENV NANOTUNE_NO_CACHE=1
USER node
WORKDIR /work
ENTRYPOINT ["node", "/opt/nanotune/dist/cli.cjs"]
CMD ["--help"]
