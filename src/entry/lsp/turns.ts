// Work that lasts shares the thread with the editor's questions.
import { setImmediate } from "node:timers/promises";

/** What an editor asked is read in one turn of the event loop, answered in the next, and on its way behind that. */
const TURNS = 4;

/** Lets in what the editor says, and out what is there to be said. */
export async function giveWay(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
}
