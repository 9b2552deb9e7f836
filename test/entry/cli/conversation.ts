import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import type { Terminal } from "../../../src/entry/cli/io.ts";

const keys = {
  enter: "\r",
  escape: "\u001B",
  down: "\u001B[B",
  up: "\u001B[A",
  left: "\u001B[D",
  right: "\u001B[C",
  leave: "\u0003",
} as const;

export type Key = keyof typeof keys;

/** What a user does at one prompt: keys, and texts to type. */
export type Step = { readonly at: string; readonly press: readonly (Key | { readonly type: string })[] };

/** A user at a terminal: waits for each prompt before it answers. */
export interface Conversation {
  readonly terminal: Terminal;
  /** Everything shown, without colours and cursor movements. */
  readonly shown: () => string;
  /** Steps that were not reached. */
  readonly left: () => readonly Step[];
}

/** Answers prompts in order: a step waits until its `at` is drawn as the prompt that is asked. */
export function conversation(steps: readonly Step[], columns = 80): Conversation {
  const input = new PassThrough();
  const output = new PassThrough();
  const todo = [...steps];
  let raw = "";
  let unseen = "";
  let busy = false;
  const answer = async () => {
    const [step] = todo;
    if (busy || step === undefined || !stripVTControlCharacters(unseen).includes(`◆  ${step.at}`)) return;
    busy = true;
    todo.shift();
    unseen = "";
    // A prompt is drawn before it listens.
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (const press of step.press) {
      input.write(typeof press === "string" ? keys[press] : press.type);
      // readline tells an escape key from the start of a sequence by the time that passes.
      await new Promise((resolve) => setTimeout(resolve, press === "escape" ? 80 : 5));
    }
    busy = false;
    void answer();
  };
  output.on("data", (chunk: Buffer) => {
    raw += chunk.toString();
    unseen += chunk.toString();
    void answer();
  });
  return {
    terminal: { input, output, columns, rows: 24 },
    shown: () => stripVTControlCharacters(raw),
    left: () => todo,
  };
}
