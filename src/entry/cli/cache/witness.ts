// The world, with every look at it noted: {@link Answer}.
import { exitCode } from "../exit-code.ts";
import type { World } from "../io.ts";
import type { Answer, Said } from "./answer.ts";
import { type Look, stateOf } from "./looks.ts";

export interface Witness {
  readonly world: World;
  /** undefined: what was done is not the same twice, or too much was said to keep it. */
  answer(code: number): Answer | undefined;
}

/**
 * A file may change again within the grain of its times and look the same: 4 ms on Linux, 2 s on FAT. What changed that
 * shortly before is not kept, as Git does not trust what it calls racily clean.
 */
const GRAIN_MS = 2000;
const MOST_LOOKS = 256;
const MOST_LETTERS = 2 ** 17;

class Notes {
  readonly looks = new Map<string, Look>();
  readonly said: Said[] = [];
  letters = 0;
  changedMs = 0;
  isRepeatable = true;

  /** Before the look itself: what changes after it then differs from what was noted. */
  file(path: string): void {
    if (!this.isRepeatable || this.looks.has(`file ${path}`)) return;
    const state = this.looks.size < MOST_LOOKS ? stateOf(path) : undefined;
    if (state === undefined) this.isRepeatable = false;
    else {
      this.looks.set(`file ${path}`, ["file", path, state.text]);
      this.changedMs = Math.max(this.changedMs, state.changedMs);
    }
  }

  say(stream: Said[0], text: string): void {
    this.letters += text.length;
    if (this.letters <= MOST_LETTERS) this.said.push([stream, text]);
  }

  answer(code: number): Answer | undefined {
    const isKept =
      this.isRepeatable &&
      code !== exitCode.internal &&
      this.letters <= MOST_LETTERS &&
      Date.now() - this.changedMs >= GRAIN_MS;
    return isKept ? { looks: [...this.looks.values()], said: this.said, exitCode: code } : undefined;
  }
}

/** What a look does not repeat: writing, asking others, reading what comes once. */
function oddly(world: World, notes: Notes): Partial<World> {
  const spoil = () => {
    notes.isRepeatable = false;
  };
  const { git, watcher, threads } = world;
  return {
    readStdin: (limitBytes) => {
      spoil();
      return world.readStdin(limitBytes);
    },
    writeFiles: (writes) => {
      spoil();
      return world.writeFiles(writes);
    },
    terminal: () => {
      spoil();
      return world.terminal();
    },
    git:
      git &&
      ((args) => {
        spoil();
        return git(args);
      }),
    watcher:
      watcher &&
      (() => {
        spoil();
        return watcher();
      }),
    looksBeyond: spoil,
    threads: threads && {
      count: threads.count,
      run: (share) => {
        spoil();
        return threads.run(share);
      },
    },
  };
}

export function witnessed(world: World): Witness {
  const notes = new Notes();
  return {
    answer: (code) => notes.answer(code),
    world: {
      ...world,
      ...oddly(world, notes),
      readFile: (path, limitBytes) => {
        notes.file(path);
        return world.readFile(path, limitBytes);
      },
      listFolder: (path) => {
        notes.file(path);
        return world.listFolder(path);
      },
      realPath: (path) => {
        const place = world.realPath(path);
        notes.looks.set(`real path ${path}`, ["real path", path, place]);
        return place;
      },
      today: () => {
        const day = world.today();
        notes.looks.set("day", ["day", "", day]);
        return day;
      },
      out: (text) => {
        notes.say("out", text);
        world.out(text);
      },
      err: (text) => {
        notes.say("err", text);
        world.err(text);
      },
    },
  };
}
