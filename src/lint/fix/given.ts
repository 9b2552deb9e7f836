// What a proposal comes to where a variable or an option makes the setting: it is changed there, by a person.
import { intended, type Surroundings } from "../../start/effective.ts";
import { giverOf } from "../../start/place.ts";
import { run } from "../../start/run.ts";
import { bytesOf, secondsOf } from "../../start/unit-text.ts";
import type { Value } from "../../start/value.ts";
import { readConf } from "../../text/conf/read-conf.ts";
import type { Fix } from "../finding/finding.ts";
import { type Linted, type Offer, triedBeside } from "./contract.ts";

type Beside = Pick<Surroundings, "environment" | "flags">;

interface Change {
  readonly beside: Beside;
  /** What to type. */
  readonly text: string;
}

/** What a conf that says only this has for it. */
function confValue({ input: { version } }: Linted, path: string, text: string): Value | undefined {
  return intended(readConf({ text: `${path} = ${text}\n` }, version), { version }).values.get(path);
}

/** A value of a conf as variables and options may want it: as a number of its unit, or without quotes. */
function spellings({ input: { version } }: Linted, text: string): readonly string[] {
  const plain = text.replace(/^"(.*)"$/s, "$1");
  const numbers = [secondsOf(plain, version), bytesOf(plain, version)];
  return [...new Set([...numbers.flatMap((one) => (one === undefined ? [] : [String(one)])), plain])];
}

/** The same start with another text of one variable or option. */
function changed(beside: Beside, name: string, text: string): Change {
  if (!name.startsWith("--"))
    return {
      beside: { ...beside, environment: { ...beside.environment, [name]: text } },
      text: `${name}=${text}`,
    };
  // The last one counts.
  return {
    beside: { ...beside, flags: [...(beside.flags ?? []), `${name}=${text}`] },
    text: `${name} ${text}`,
  };
}

function valueWith({ lint }: Linted, beside: Beside, path: string): Value | undefined {
  return run({ ...lint.run.start, ...beside }).meant.values.get(path);
}

/** The variables and options that make settings of the proposal, by the setting. */
export function giversIn({ lint }: Linted, { proposal }: Offer): ReadonlyMap<string, string> {
  const { origins } = lint.settings;
  return new Map(
    proposal.set.flatMap(([names]) => {
      const path = names.join(".");
      const giver = giverOf(origins.get(path));
      return giver === undefined ? [] : [[path, giver] as const];
    }),
  );
}

/**
 * What to type at the variable or option, held against the contract that edits keep; undefined where that is no way, or
 * a part of it is for the conf.
 */
export function fixBeside(before: Linted, offer: Offer): Fix | undefined {
  const givers = giversIn(before, offer);
  const { set, remove, move, mend, safety } = offer.proposal;
  const inConf = set.length - givers.size + remove.length + move.length + mend.length;
  if (givers.size === 0 || inConf > 0) return undefined;
  const { start } = before.lint.run;
  let beside: Beside = { environment: start.environment, flags: start.flags };
  const texts: string[] = [];
  for (const [names, text] of set) {
    const path = names.join(".");
    const wanted = confValue(before, path, text);
    const found = spellings(before, text)
      .map((spelling) => changed(beside, givers.get(path) ?? "", spelling))
      .find((change) => valueWith(before, change.beside, path) === wanted);
    if (found === undefined) return undefined;
    ({ beside } = found);
    texts.push(found.text);
  }
  return triedBeside(before, [offer], beside).kept
    ? { text: texts.join(", "), safety, edits: [] }
    : undefined;
}
