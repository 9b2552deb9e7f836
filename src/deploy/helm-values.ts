/** Values of a Helm chart: what the chart makes of them nobody here knows, but confs in them are confs. */

import { parseImage } from "../nanomq/image.ts";
import type { Source } from "../text/source.ts";
import type { InlineConf } from "./container.ts";
import type { DeploymentReading } from "./deployment.ts";
import { embedScalar } from "./embed-scalar.ts";
import { asInlineConf, isMainConf } from "./inline-conf.ts";
import { problem } from "./problem.ts";
import { readYaml, textAt, type YamlNode } from "./yaml-file.ts";

/** Every text of several lines that is a main conf; what an alias names again is read once. */
function confsIn(
  source: Source,
  node: YamlNode,
  path: string,
  seen: Set<YamlNode> = new Set(),
): readonly InlineConf[] {
  if (seen.has(node)) return [];
  seen.add(node);
  switch (node.kind) {
    case "map":
      return node.entries.flatMap(({ key, value }) =>
        confsIn(source, value, path === "" ? key : `${path}.${key}`, seen),
      );
    case "list":
      return node.items.flatMap((item, at) => confsIn(source, item, `${path}.${at}`, seen));
    case "scalar": {
      if (!node.text.includes("\n")) return [];
      const conf = asInlineConf(path, embedScalar(source, node, `${source.file}#${path}`));
      return conf !== undefined && isMainConf(conf) ? [conf] : [];
    }
  }
}

export function readValues(source: Source): DeploymentReading {
  const { documents, problems } = readYaml(source);
  const [root] = documents;
  const confs = root === undefined ? [] : confsIn(source, root, "");
  const repository = textAt(root, "image", "repository");
  const tag = textAt(root, "image", "tag");
  const image = repository === undefined ? undefined : parseImage(tag ? `${repository}:${tag}` : repository);
  const at = { file: source.file, start: 0, end: 0 };
  const said = problem("helm-values-unread", at, { file: source.file });
  return { source, deployments: [], confs, problems: [said, ...problems], version: image?.version };
}
