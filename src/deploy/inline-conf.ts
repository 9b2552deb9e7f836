/** Which texts inside a deployment file are NanoMQ's, and which of them come first. */

import type { EmbeddedText } from "../text/embedded.ts";
import { type Source, textOf } from "../text/source.ts";
import type { InlineConf } from "./container.ts";
import type { Deployment } from "./deployment.ts";
import { detectInput, type InputKind } from "./detect.ts";

const confKinds: ReadonlySet<InputKind> = new Set([
  "nanomq-conf",
  "nanomq-include",
  "legacy-conf",
  "gateway-conf",
]);

function contentOf(source: Source): string {
  return textOf(source, 0, source.bytes.length);
}

/** A text that becomes a file: a conf may include it, whatever it looks like. */
export function asInlineText(name: string, text: EmbeddedText): InlineConf {
  const { kind } = detectInput(name, contentOf(text.source));
  return { at: undefined, name, kind, text };
}

/** The text as a conf; undefined where it is something else's. */
export function asInlineConf(name: string, text: EmbeddedText): InlineConf | undefined {
  const conf = asInlineText(name, text);
  return isConf(conf) ? conf : undefined;
}

function isConf({ kind }: InlineConf): boolean {
  return confKinds.has(kind);
}

export function isMainConf(conf: InlineConf): boolean {
  return conf.kind === "nanomq-conf" || conf.kind === "legacy-conf";
}

/** Each conf once; of several mounts of one text, that NanoMQ reads. */
export function mountedConfs(deployments: readonly Deployment[]): readonly InlineConf[] {
  const unique = new Map<string, InlineConf>();
  for (const { confs, conf: read } of deployments) {
    for (const conf of confs.filter(isConf)) {
      const { file } = conf.text.source;
      if (!unique.has(file) || conf.at === read.path) unique.set(file, conf);
    }
  }
  return [...unique.values()];
}
