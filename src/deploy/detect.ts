/** Tells what kind of file this is, by its name and its text, with the reasons. */

import { recogniseLegacy } from "../text/legacy/recognise.ts";
import { type Source, textOf } from "../text/source.ts";

export type InputKind =
  /** A main conf in NanoMQ's HOCON dialect. */
  | "nanomq-conf"
  /** A part that a main conf includes: passwords, ACL rules, bridges. */
  | "nanomq-include"
  /** The key=value format of NanoMQ before 0.14. */
  | "legacy-conf"
  /** Configures a gateway beside the broker (ZMQ, DDS, SOME/IP), not the broker. */
  | "gateway-conf"
  | "compose"
  | "kubernetes"
  | "helm-values"
  | "helm-chart"
  | "kustomization"
  /** OpenWrt's own settings of a service. */
  | "uci"
  | "snapcraft"
  /** What starts NanoMQ in a form of other programs: Terraform, Nomad, a pipeline. */
  | "foreign"
  | "dockerfile"
  | "systemd-unit"
  /** A container as a unit of systemd, by Podman. */
  | "quadlet"
  | "script"
  | "env-file"
  | "nanotune-toml"
  /** Nothing of NanoMQ. */
  | "other";

/** Each reason adds to one kind; a rule or the command line words it. */
export type DetectionReason =
  | "name-nanotune-toml"
  | "name-main-conf"
  | "name-include"
  | "name-gateway"
  | "name-legacy"
  | "name-compose"
  | "name-conf"
  | "name-dockerfile"
  | "name-unit"
  | "name-script"
  | "name-env-file"
  | "name-values"
  | "name-chart"
  | "name-kustomization"
  | "name-snapcraft"
  | "text-uci"
  | "text-image"
  | "text-unit"
  | "text-dockerfile"
  | "text-script"
  | "text-values"
  | "text-toml"
  | "text-main-sections"
  | "text-include-sections"
  | "text-gateway-sections"
  | "text-legacy-keys"
  | "text-services"
  | "text-kubernetes-objects";

export interface Clue {
  readonly kind: InputKind;
  readonly reason: DetectionReason;
  readonly points: number;
}

export interface Detection {
  readonly kind: InputKind;
  /** Sum of the points that speak for `kind`; 0 for `other`. */
  readonly score: number;
  /** Every clue found, those for other kinds too. */
  readonly clues: readonly Clue[];
}

type Pattern = readonly [pattern: RegExp, kind: InputKind, reason: DetectionReason, points: number];

const names: readonly Pattern[] = [
  [/^nanotune\.toml$/, "nanotune-toml", "name-nanotune-toml", 10],
  [/^nanomq(?:[_-]example)?\.conf$/, "nanomq-conf", "name-main-conf", 4],
  [/^nanomq[_-](?:pwd|acl|auth|bridge|rule|web_?hook|sqlite)\w*\.conf$/, "nanomq-include", "name-include", 4],
  [/^nanomq[\w-]*gateway[\w-]*\.conf$|^(?:dds|zmq|vsomeip)[\w-]*\.conf$/, "gateway-conf", "name-gateway", 5],
  [/^nanomq[_-]old\.conf$/, "legacy-conf", "name-legacy", 2],
  [/^(?:docker-)?compose[\w.-]*\.ya?ml$/, "compose", "name-compose", 2],
  [/\.(?:conf|hocon)$/, "nanomq-conf", "name-conf", 1],
  [
    /^(?:dockerfile|containerfile)(?:\.[\w.-]+)?$|\.(?:dockerfile|containerfile)$/,
    "dockerfile",
    "name-dockerfile",
    10,
  ],
  [/\.service$/, "systemd-unit", "name-unit", 10],
  [/\.container$/, "quadlet", "name-unit", 20],
  [/\.(?:sh|bash|zsh|ps1|bat|cmd|init|mk)$|^(?:gnu)?makefile$|^justfile$/, "script", "name-script", 10],
  [/^(?:[\w.-]+)?\.env(?:\.\w+)?$/, "env-file", "name-env-file", 10],
  [/^values[\w.-]*\.ya?ml$/, "helm-values", "name-values", 1],
  [/^chart\.ya?ml$/, "helm-chart", "name-chart", 2],
  [/^kustomization\.ya?ml$/, "kustomization", "name-kustomization", 8],
  [/^snapcraft\.ya?ml$/, "snapcraft", "name-snapcraft", 8],
];

/** Top-level names of a main conf that are no section of an include alone. */
const MAIN = /^[ \t]*"?(?:system|mqtt|listeners|http_server|log|sqlite|webhook|preset)"?\s*(?:[.{=:]|$)/m;
const INCLUDE = /^[ \t]*"?(?:auth|password|acl|rules|bridges|no_match|deny_action)"?\s*[.{=:[]/m;
const GATEWAY = /^[ \t]*"?(?:gateway|dds_?gateway|forward_rules|vsomeip_gateway|dds)"?\s*[.{=:]/m;
const TOML_SECTION =
  /^[ \t]*(?:nanomq|image|features)[ \t]*=|^[ \t]*\[{1,2}(?:host|deployment|clients|objective|rules|packs)[\].]/m;

const yamlTexts: readonly Pattern[] = [
  [/^services\s*:/m, "compose", "text-services", 6],
  [/^include\s*:/m, "compose", "text-services", 2],
  [/^(?:- |\s*)?apiVersion\s*:/m, "kubernetes", "text-kubernetes-objects", 6],
  [/^kind\s*:\s*Kustomization\b/m, "kustomization", "name-kustomization", 8],
  [/^confinement\s*:/m, "snapcraft", "name-snapcraft", 8],
  [/^appVersion\s*:/m, "helm-chart", "name-chart", 8],
  [/^\s+repository\s*:\s*["']?[\w./:-]*nanomq/m, "helm-values", "text-values", 4],
];

/** Files without a name of their kind, told by how they begin. */
const otherTexts: readonly Pattern[] = [
  [
    /^#!\s*\/(?:usr\/)?bin\/(?:env\s+)?\w*sh\b|^#!\s*\/bin\/sh \/etc\/rc\.common/,
    "script",
    "text-script",
    12,
  ],
  [/^(?:[ \t]*(?:[#;][^\n]*)?\n)*[ \t]*\[(?:Unit|Service|Install)\]/, "systemd-unit", "text-unit", 12],
  [/^[ \t]*\[Container\][ \t]*$[\s\S]*^[ \t]*Image[ \t]*=/m, "quadlet", "text-unit", 13],
  [
    /^(?:[ \t]*(?:#[^\n]*)?\n|ARG [^\n]*\n)*FROM[ \t]+\S+(?:[ \t]+AS[ \t]+\S+)?[ \t]*(?:\r?\n|$)/i,
    "dockerfile",
    "text-dockerfile",
    12,
  ],
];

/** `config nanomq 'main'` and its options (OpenWrt's UCI). */
const UCI = /^config[ \t]+'?nanomq\b[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]+(?:option|list)[ \t]/m;

/** A setting that names an image of NanoMQ, in whatever form. */
const IMAGE =
  /(?:^|[\s{,("'])(?:image|name)["']?[ \t]*[:=][ \t]*["']?((?:[\w.-]+\/)*emqx\/nanomq(?::[\w.-]+)?(?:@[\w:]+)?)/im;

/** The image of NanoMQ that a text names as one; undefined where it names none. */
export function imageNamedIn(text: string): string | undefined {
  return IMAGE.exec(text.slice(0, TEXT_LIMIT))?.[1];
}

/** Nothing but variables of a shell: a file for `env_file`. */
const VARIABLES = /^(?:[ \t]*(?:#[^\n]*)?\n|(?:export[ \t]+)?[A-Z][A-Z0-9_]*=[^\n]*(?:\n|$))+$/;

const confTexts: readonly Pattern[] = [
  [MAIN, "nanomq-conf", "text-main-sections", 4],
  [INCLUDE, "nanomq-include", "text-include-sections", 2],
  [GATEWAY, "gateway-conf", "text-gateway-sections", 4],
];

/** Characters looked at: sections of a conf start early. */
const TEXT_LIMIT = 256 * 1024;

function found(patterns: readonly Pattern[], text: string): readonly Clue[] {
  return patterns
    .filter(([pattern]) => pattern.test(text))
    .map(([, kind, reason, points]) => ({ kind, reason, points }));
}

function textClues(name: string, text: string): readonly Clue[] {
  if (/\.ya?ml$/.test(name)) {
    const clues = found(yamlTexts, text);
    // A YAML file that never names NanoMQ is somebody else's; of a template, or where parts stand in other files, they may.
    const isPartial = /\{\{-?\s*\.Values\b|[\s{,](?:extends|build)\s*:|^include\s*:|emqx-edge/m.test(text);
    return isPartial || /nanomq/i.test(text) ? clues : [];
  }
  if (name.endsWith(".toml"))
    return TOML_SECTION.test(text) ? [{ kind: "nanotune-toml", reason: "text-toml", points: 3 }] : [];
  const other = found(otherTexts, text);
  if (other.length > 0) return other;
  if (/\.(?:tf|hcl|nomad|json|jsonc|json5)$|^(?:jenkinsfile|vagrantfile)$/.test(name) && IMAGE.test(text))
    return [{ kind: "foreign", reason: "text-image", points: 12 }];
  if (UCI.test(text)) return [{ kind: "uci", reason: "text-uci", points: 12 }];
  if (VARIABLES.test(text) && text.includes("="))
    return [{ kind: "env-file", reason: "name-env-file", points: 12 }];
  const { isLegacy } = recogniseLegacy(text);
  if (isLegacy) return [{ kind: "legacy-conf", reason: "text-legacy-keys", points: 8 }];
  return found(confTexts, text);
}

/** What belongs to a start, and is not what NanoMQ is started with. */
export type PartKind = "passwords" | "acl" | "gateway";

/** A list of passwords: nothing but names with texts. */
const PASSWORD_LINE = /^\s*(?:#.*|"?[^\s"={}[\]]+"?\s*[:=]\s*(?:"[^"]*"|[^\s"{}[\]]+)\s*,?\s*|)$/;
const ACL_TEXT = /^\s*"?rules"?\s*[:=]?\s*\[[\s\S]*"?permit"?\s*[:=]/m;

/** The part that a file is by its name and its text; undefined for what NanoMQ may be started with. */
export function partOfConf(name: string, source: Source): PartKind | undefined {
  const last = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  const isNamedPart = /pwd|passw|acl|gateway|^(?:dds|zmq|vsomeip)/.test(last);
  const text = textOf(source, 0, source.bytes.length);
  if (!isNamedPart || MAIN.test(text) || /^\s*"?bridges\b/m.test(text)) return undefined;
  if (detectInput(name, text).kind === "gateway-conf") return "gateway";
  if (/acl/.test(last)) return ACL_TEXT.test(text) ? "acl" : undefined;
  return text.split("\n").every((line) => PASSWORD_LINE.test(line.trimEnd())) ? "passwords" : undefined;
}

/** Points at or above this make a kind. */
const THRESHOLD = 3;

/** @param name the file's path or name; only its last part counts. */
export function detectInput(name: string, text: string): Detection {
  const last = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1).toLowerCase();
  const clues = [...found(names, last), ...textClues(last, text.slice(0, TEXT_LIMIT))];
  const scores = new Map<InputKind, number>();
  for (const { kind, points } of clues) scores.set(kind, (scores.get(kind) ?? 0) + points);
  let best: Detection = { kind: "other", score: 0, clues };
  for (const [kind, score] of scores) {
    if (score >= THRESHOLD && score > best.score) best = { kind, score, clues };
  }
  return best;
}

const deployments: ReadonlySet<InputKind> = new Set<InputKind>([
  "compose",
  "kubernetes",
  "helm-values",
  "helm-chart",
  "kustomization",
  "uci",
  "snapcraft",
  "foreign",
  "dockerfile",
  "systemd-unit",
  "quadlet",
  "script",
  "env-file",
]);

/** True for what says how NanoMQ is started, and is no conf. */
export function isDeployment(kind: InputKind): boolean {
  return deployments.has(kind);
}
