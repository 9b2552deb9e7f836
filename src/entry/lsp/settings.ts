// What the user of an editor chose: the section `nanotune` of its settings, or what it starts the server with.
import { resolveVersion } from "../../nanomq/releases.ts";

export interface EditorSettings {
  /** Release that counts, whatever nanotune.toml and images say. */
  readonly release: string | undefined;
  /** As `en` or `zh-CN`. */
  readonly language: string;
}

function textIn(value: unknown, name: string): string | undefined {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === "string" && found.trim() !== "" ? found.trim() : undefined;
}

function isKnown(release: string): boolean {
  const resolved = resolveVersion(release);
  return resolved !== undefined && resolved.knowledge !== "older-than-known";
}

/** Settings as an editor gives them; what it does not say stays. A release that nobody knows is none. */
export function settingsFrom(value: unknown, before: EditorSettings): EditorSettings {
  const release = textIn(value, "release");
  return {
    release: release !== undefined && isKnown(release) ? release : before.release,
    language: textIn(value, "language") ?? before.language,
  };
}
