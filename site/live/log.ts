// What happened, in the words of every other timeline of nanotune.
import type { Language } from "../../src/lint/language.ts";
import { timelineWords } from "../../src/report/time/timeline-words.ts";
import { secondsText } from "../../src/report/time/windows.ts";
import type { BrokerEffect } from "../../src/timing/core/events.ts";
import type { Deed, Happening } from "./fleet.ts";

export type LineRole = "client" | "turn" | "tick" | "kick" | "will" | "state";

export interface LogLine {
  readonly atMs: number;
  readonly client: number;
  readonly role: LineRole;
  readonly text: string;
}

const turns = {
  silence: "falls-silent",
  cable: "cable-pulled",
  "hang-up": "crashes",
  back: "comes-back",
} as const satisfies Readonly<Record<Deed, string>>;

function effectLine(
  effect: BrokerEffect,
  silentMs: number,
  language: Language,
): readonly [LineRole, string] | undefined {
  const words = timelineWords[language];
  switch (effect.kind) {
    case "connack":
      return ["client", words.connect];
    case "tick": {
      const [counted, limit] = [secondsText(effect.silentMs), secondsText(effect.limitMs)];
      if (!effect.online) return ["tick", words.tickOffline(counted)];
      return effect.silentMs > effect.limitMs
        ? ["kick", words.tickOver(counted, limit)]
        : ["tick", words.tickBelow(counted, limit)];
    }
    case "close":
      return ["kick", `${words.close[effect.reason]}${words.sinceLast(secondsText(silentMs))}`];
    case "will":
      return ["will", words.will];
    case "state":
      return ["state", words.states[effect.state]];
    case "send":
    case "drop":
      return undefined;
  }
}

/** Nobody reads on: of a long story its end is told. */
const MOST_TOLD = 2000;

/** Who is quiet counts: the ticks of all the others say nothing new. */
export class Log {
  readonly #quiet = new Set<number>();
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  lines(happened: readonly Happening[]): readonly LogLine[] {
    const before = happened.length - MOST_TOLD;
    return happened.flatMap((one, at) => (at < before && one.kind !== "deed" ? [] : (this.#line(one) ?? [])));
  }

  #line(one: Happening): LogLine | undefined {
    const { atMs, client } = one;
    switch (one.kind) {
      case "ping":
        return undefined;
      case "deed":
        if (one.deed === "back") this.#quiet.delete(client);
        else this.#quiet.add(client);
        return { atMs, client, role: "turn", text: timelineWords[this.#language].turns[turns[one.deed]] };
      case "effect": {
        if (one.effect.kind === "tick" && !this.#quiet.has(client)) return undefined;
        const line = effectLine(one.effect, one.silentMs, this.#language);
        return line && { atMs, client, role: line[0], text: line[1] };
      }
    }
  }
}
