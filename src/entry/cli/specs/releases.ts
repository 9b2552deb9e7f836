import { newestRelease, oldestRelease } from "../../../nanomq/releases.ts";
import { releasesOptionWords as words } from "../../../report/release/option-words.ts";
import type { CommandSpec } from "../command.ts";
import { color, format, project, started } from "../options.ts";

export const releasesSpec: CommandSpec = {
  name: "releases",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: words.summary,
  options: [
    format("pretty", "json", "openvex", "cyclonedx"),
    { name: "from", kind: "value", placeholder: oldestRelease, offers: "releases", summary: words.from },
    { name: "to", kind: "value", placeholder: newestRelease, offers: "releases", summary: words.to },
    { name: "image", kind: "value", choices: ["basic", "slim", "full"], summary: words.image },
    {
      name: "product",
      kind: "values",
      placeholder: "pkg:oci/nanomq@sha256:...",
      summary: words.product,
    },
    { name: "timestamp", kind: "value", placeholder: "2026-08-19T00:00:00Z", summary: words.timestamp },
    ...project,
    ...started,
    color,
  ],
  examples: [
    "releases nanomq.conf --nanomq 0.24.6",
    "releases compose.yaml --from 0.24.0",
    "releases nanomq.conf --nanomq 0.24.6 --format openvex",
  ],
  load: async () => (await import("../commands/releases.ts")).releases,
};
