/** `type=bind,source=./a.conf,target=/etc/a.conf,readonly`, as `docker run --mount` and Quadlet's `Mount=` have it. */

import type { Mount, Placed } from "./container.ts";

const KINDS: ReadonlySet<string> = new Set(["bind", "volume", "tmpfs"]);

function isKind(text: string): text is "bind" | "volume" | "tmpfs" {
  return KINDS.has(text);
}

/** Undefined where it names no target. */
export function mountOption({ value, span }: Placed<string>): Mount | undefined {
  const parts = new Map(
    value.split(",").map((part) => {
      const equals = part.indexOf("=");
      return equals === -1 ? [part, "true"] : [part.slice(0, equals), part.slice(equals + 1)];
    }),
  );
  const of = (...names: readonly string[]) =>
    names.map((name) => parts.get(name)).find((one) => one !== undefined);
  const target = of("target", "destination", "dst");
  const type = of("type") ?? "volume";
  if (target === undefined) return undefined;
  return {
    source: of("source", "src") ?? "",
    target,
    kind: isKind(type) ? type : "other",
    readOnly: of("readonly", "ro") === "true",
    files: undefined,
    span,
  };
}
