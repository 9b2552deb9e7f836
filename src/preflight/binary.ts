import type { NanomqVersion } from "../nanomq/version.ts";
import type { Check } from "./check.ts";
import type { CodeOf } from "./codes.ts";

/** The `nanomq` that the search path leads to. */
export type BinarySeen =
  | { readonly kind: "absent" }
  | {
      readonly kind: "found";
      readonly path: string;
      /** As it says itself; absent where it says nothing in time. */
      readonly version?: string | undefined;
      /** Build options whose libraries the program holds or links to; absent where it could not be read. */
      readonly features?: readonly string[] | undefined;
    };

export type BinaryCode = CodeOf<"binary">;

function versionCheck(
  seen: Extract<BinarySeen, { readonly kind: "found" }>,
  asked: NanomqVersion | undefined,
): Check<BinaryCode> {
  const { path, version } = seen;
  const about = { area: "binary", subject: "nanomq" } as const;
  if (version === undefined) return { ...about, code: "binary-mute", status: "skipped", args: { path } };
  const args = { path, version, asked: asked?.text ?? "" };
  if (asked === undefined) return { ...about, code: "binary-found", status: "pass", args };
  return version === asked.text
    ? { ...about, code: "binary-same", status: "pass", args }
    : { ...about, code: "binary-other", status: "warn", args };
}

/**
 * Is the installed NanoMQ the one the conf was checked for, and built with what it needs?
 * @param asked version that nanotune.toml or the command line names
 * @param needs setting -> build option it needs
 */
export function checkBinary(
  seen: BinarySeen,
  asked: NanomqVersion | undefined,
  needs: ReadonlyMap<string, string>,
): readonly Check<BinaryCode>[] {
  if (seen.kind === "absent")
    return [{ area: "binary", code: "binary-absent", status: "skipped", subject: "nanomq", args: {} }];
  const { features, path } = seen;
  const built = [...needs].flatMap(([key, feature]): readonly Check<BinaryCode>[] => {
    if (features === undefined) return [];
    const args = { path, feature: feature.toUpperCase() };
    return features.includes(feature)
      ? [{ area: "binary", code: "feature-built-in", status: "pass", subject: key, args }]
      : [{ area: "binary", code: "feature-absent", status: "warn", subject: key, args }];
  });
  return [versionCheck(seen, asked), ...built];
}
