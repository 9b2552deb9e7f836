// What the rules of one run look at: the scope of conditions, and the lists they go through.

import { variables } from "../../nanomq/start.ts";
import type { Settings } from "../../start/effective.ts";
import { givenSettings } from "../../start/place.ts";
import type { Reading, TreeNode } from "../../text/conf/tree.ts";
import { nothingWanted } from "../../text/edit/wanted.ts";
import type { Span } from "../../text/source.ts";
import type { TimerLimits } from "../../timing/timer-limits.ts";
import type { FindingArgs, Proposal } from "../finding/finding.ts";
import { once } from "../once.ts";
import { withOutages } from "./bridge-outage.ts";
import type { Scope, Value } from "./cel/value.ts";
import { clientElements } from "./clients.ts";
import type { Element, Note } from "./element.ts";
import {
  aclRules,
  bridges,
  bridgeTopics,
  httpRequests,
  listenerKeys,
  listeners,
  MOST_ELEMENTS,
  presetSessions,
  users,
  webhookEvents,
} from "./elements.ts";
import { keyAt, plainValue } from "./locate.ts";
import { releaseScope } from "./release-scope.ts";
import { timerScope } from "./timer-scope.ts";
import { topOf, touchedSections } from "./touched.ts";
import { overlaid, viewsOf } from "./views.ts";

export interface RunInput {
  readonly reading: Reading;
  /** Files that findings may point into, and whose comments may silence them. */
  readonly sources: Reading["sources"];
  /** What the broker runs with once the errors of the file are mended. */
  readonly settings: Settings;
  readonly misfits: readonly Note[];
  /** What is wrong with the file as a whole: a deployment, a conf of the old format. */
  readonly fileProblems?: readonly Note[] | undefined;
  /** What a look at the files of the host found; nothing where nobody looked. */
  readonly hostFiles?: readonly Note[] | undefined;
  /** Facts of nanotune.toml under the names rules use: `clients`, `objective`, `deployment`, `host`, `features`. */
  readonly facts: Scope;
}

export interface RunContext {
  /** The variables of conditions; `params` and the element are set anew for each rule, since copies cost more than rules. */
  readonly scope: Record<string, Value>;
  readonly reading: Reading;
  readonly settings: Settings;
  /** The canonical tree that the settings were read from. */
  readonly tree: TreeNode;
  readonly lists: ReadonlyMap<string, readonly Element[]>;
  /** Top-level sections that may come to something else than in an empty conf. */
  readonly touched: ReadonlySet<string>;
  /** A place in the conf for findings about what it does not say. */
  readonly start: Span;
}

function elementOf(note: Note): Element {
  const { code, key, pattern, span, args, related, proposals, givesWay } = note;
  const value = args["value"];
  const scope = { code, key: key ?? "", value: value === undefined ? "" : String(value), args };
  return { value: scope, key, pattern, span, args, related, proposals, givesWay };
}

/** The setting a problem is about; a key that was lost to the problem is still named by it. */
function problemKey(tree: TreeNode, span: Span, lost: FindingArgs[string] | undefined): string {
  const found = keyAt(tree, span);
  if (typeof lost !== "string" || lost === "") return found ?? "(file)";
  if (found === undefined) return lost;
  return found === lost || found.endsWith(`.${lost}`) ? found : `${found}.${lost}`;
}

function problemsOf(reading: Reading, tree: TreeNode): readonly Element[] {
  return reading.problems.map(({ code, span, args, related, fix }) => {
    const key = problemKey(tree, span, args["key"]);
    const proposals: readonly Proposal[] = fix
      ? [{ ...nothingWanted, mend: fix.edits, text: fix.text, safety: "safe" }]
      : [];
    return elementOf({ code, key, span, args, related, proposals });
  });
}

/** What a variable says, as a file would say it: a list where its words are looked for. */
function textGiven(giver: string, text: string): Value {
  const isList = variables.some(({ name, reader }) => name === giver && reader === "sinks");
  return isList ? text.split(/[^\w-]+/).filter((word) => word !== "") : text;
}

/** The text of the conf, and where a variable or an option decides, theirs; a section is laid out when a rule looks. */
function writtenScope(tree: TreeNode, settings: Settings): Scope {
  const sections = new Map<string, TreeNode | undefined>(
    tree.kind === "object" ? tree.members.map(({ key, value }) => [key, value]) : [],
  );
  const given = new Map<string, (readonly [path: string, value: Value])[]>();
  for (const [path, giver] of givenSettings(settings)) {
    const text = settings.told.get(giver);
    if (text === undefined || path.includes("(")) continue;
    const section = topOf(path);
    given.set(section, [...(given.get(section) ?? []), [path, textGiven(giver, text)]]);
    if (!sections.has(section)) sections.set(section, undefined);
  }
  const scope: Scope = {};
  for (const [section, node] of sections) {
    const get = once(() => {
      const written: Scope = node === undefined ? {} : { [section]: plainValue(node) };
      return overlaid(written, given.get(section) ?? [])[section];
    });
    Object.defineProperty(scope, section, { get, enumerable: true });
  }
  return scope;
}

/** Messages a second of a client class. */
function rateOf({ count = 1, publish_rate }: Scope): number | undefined {
  return typeof count === "number" && typeof publish_rate === "number" ? count * publish_rate : undefined;
}

function fleetOf(clients: readonly Element[]): Scope {
  const numbers = (key: string) =>
    clients.flatMap(({ value }) => (typeof value[key] === "number" ? [value[key]] : []));
  const keepalives = numbers("keepalive").filter((keepalive) => keepalive > 0);
  const counts = numbers("count");
  const perSecond = clients.reduce((sum, { value }) => sum + (rateOf(value) ?? 0), 0);
  return {
    ...(perSecond > 0 ? { publish_rate: perSecond } : {}),
    ...(keepalives.length > 0 ? { shortest_keepalive: Math.min(...keepalives) } : {}),
    ...(counts.length > 0 ? { connections: counts.reduce((sum, count) => sum + count, 0) } : {}),
  };
}

const values = (elements: readonly Element[]): readonly Value[] => elements.map(({ value }) => value);

/** Problems that leave an included file out. */
const UNREAD = new Set(["include-missing", "include-malformed", "include-too-deep", "include-depth"]);

/** @param limits what the rules about the timer go by: advice keeps to them */
export function createContext(
  { reading, settings, misfits, facts, fileProblems = [], hostFiles = [] }: RunInput,
  limits: () => TimerLimits,
): RunContext {
  const { tree = reading.intended, version } = settings;
  const views = viewsOf(settings, misfits);
  const { conf, from, beaten, fate } = views;
  const looked = { settings, tree, views };
  const allListeners = listeners(looked);
  const clients = clientElements(conf, version, facts, limits);
  const fleet = fleetOf(clients);
  const allBridges = withOutages(bridges(looked), settings, facts, fleet);
  const lists = new Map<string, readonly Element[]>([
    ["clients", clients],
    ["listeners", allListeners.slice(0, MOST_ELEMENTS)],
    ["bridges", allBridges],
    ["acl_rules", aclRules(looked)],
    ["preset_sessions", presetSessions(looked)],
    ["users", users(looked)],
    ["listener_keys", listenerKeys(looked, allListeners)],
    ["webhook_events", webhookEvents(looked).slice(0, MOST_ELEMENTS)],
    ["http_requests", httpRequests(looked).slice(0, MOST_ELEMENTS)],
    ["forwards", bridgeTopics(looked, allBridges, "forwards")],
    ["subscriptions", bridgeTopics(looked, allBridges, "subscription")],
    ["problems", problemsOf(reading, tree)],
    ["misfits", misfits.map(elementOf)],
    ["file_problems", fileProblems.map(elementOf)],
    ["host_files", hostFiles.map(elementOf)],
  ]);
  const written = writtenScope(tree, settings);
  const complete = !reading.problems.some(({ code }) => UNREAD.has(code));
  const scope: Record<string, Value> = {
    objective: {},
    deployment: {},
    host: {},
    ...facts,
    conf,
    from,
    beaten,
    fate,
    written,
    raw: written,
    complete,
    version: version.text,
    release: releaseScope(version),
    clients: values(clients),
    listeners: values(lists.get("listeners") ?? []),
    bridges: values(lists.get("bridges") ?? []),
    users: values(lists.get("users") ?? []),
    fleet,
    timer: timerScope(conf["mqtt"], version, fleet),
  };
  // The first file read is the conf itself, which may be empty or begin with an include.
  const [file = tree.span.file] = reading.sources.keys();
  const touched = touchedSections(settings, tree, misfits, complete);
  return { scope, reading, settings, tree, lists, touched, start: { file, start: 0, end: 0 } };
}
