import type { Language } from "../../lint/language.ts";
import { readBroker, readClients } from "../../live/http-api/client.ts";
import type { ApiTarget } from "../../live/http-api/request.ts";
import { newestRelease } from "../../nanomq/releases.ts";
import { releasesReporting } from "../../nanomq/reported.ts";
import type { ListedClient } from "../../preflight/observed.ts";
import { type TemplateClient, templateWords } from "../../report/conf/facts-template.ts";
import { answered, whereOf } from "./api.ts";
import type { Session } from "./session.ts";

interface Notes {
  readonly version: readonly string[];
  readonly clients: readonly string[];
}

/** What a running broker tells of nanotune.toml's facts. */
export interface LiveFacts {
  readonly nanomq: string;
  readonly clients: readonly TemplateClient[];
  /** What the user has to know about them. */
  readonly notes: Notes;
}

export const noNotes: Notes = { version: [], clients: [] };

/** More classes than people can name; the most common ones count. */
const MOST_CLASSES = 20;

interface ClientClass extends TemplateClient {
  readonly count: number;
}

/** Connected clients that behave alike, as far as the API tells, the most common class first. */
export function alikeClasses(clients: readonly ListedClient[]): readonly ClientClass[] {
  const classes = new Map<string, ClientClass>();
  for (const { connected, keepaliveS, protocol, cleanStart } of clients) {
    if (!connected) continue;
    const key = `${keepaliveS} ${protocol} ${cleanStart}`;
    const count = (classes.get(key)?.count ?? 0) + 1;
    const known = protocol === 4 || protocol === 5 ? protocol : undefined;
    classes.set(key, { keepalive: `${keepaliveS}s`, count, protocol: known, cleanStart });
  }
  return [...classes.values()].toSorted((left, right) => right.count - left.count);
}

function runningVersionNotes(
  running: string,
  releases: readonly string[],
  language: Language,
): readonly string[] {
  const words = templateWords[language];
  const [chosen] = releases;
  if (chosen === undefined) return [words.unknownVersion(running, newestRelease)];
  return releases.length > 1 ? [words.several(running, releases.join(", "), chosen)] : [];
}

/** Version and client classes of a running broker. @throws UsageError where it cannot be asked */
export async function liveFacts(target: ApiTarget, session: Session): Promise<LiveFacts> {
  const words = templateWords[session.language];
  const { version } = await answered(readBroker(target), target, session);
  const releases = releasesReporting(version);
  const classes = alikeClasses(await answered(readClients(target), target, session));
  const rare = classes.slice(MOST_CLASSES);
  const rareClients = rare.reduce((sum, { count }) => sum + count, 0);
  return {
    nanomq: releases[0] ?? newestRelease,
    clients: classes.slice(0, MOST_CLASSES),
    notes: {
      version: runningVersionNotes(version, releases, session.language),
      clients: [
        ...(classes.length === 0 ? [words.nobody(whereOf(target))] : []),
        ...(rare.length > 0 ? [words.leftOut(rare.length, rareClients)] : []),
      ],
    },
  };
}
