// What is open in the editor, and what checking it came to. A check that a newer text makes old ends early.
import type { Names } from "../../editor/cursor.ts";
import type { Edited } from "../../editor/view.ts";
import { createSource, type Source } from "../../text/source.ts";
import type { World } from "../cli/io.ts";
import { openSession } from "../cli/session.ts";
import { checkFile } from "./check.ts";

import { Kept } from "./kept.ts";
import { type Choice, type Looking, Projects } from "./project.ts";
import { rootsOf } from "./roots.ts";
import type { Checked, Seen } from "./seen.ts";
import { giveWay } from "./turns.ts";
import { editorWorld, rememberingWorld } from "./world.ts";

export interface OpenText {
  readonly uri: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly version: number;
  /** True where the editor says that it is a conf of NanoMQ. */
  readonly isNamed: boolean;
}

export interface DeskSettings extends Choice {
  readonly language: string;
}

export interface DeskOptions {
  readonly world: World;
  readonly settings: () => DeskSettings;
  readonly cwd: () => string;
  readonly say: (text: string) => void;
  /** Called with what was checked anew. */
  readonly checked: (roots: readonly Checked[]) => void;
}

/** The text changed while it was checked. */
class Outdated extends Error {}

/** Keys come in bursts: the last one counts. */
const PAUSE_MS = 5;

/**
 * V8 has compiled next to nothing when the first text comes, so that the first keys would wait three times as long as those
 * behind them: a text that is long enough to notice is checked a few times more while nobody types.
 */
const WARM_UP = { leastBytes: 16_384, rounds: 6 };

export class Desk {
  readonly open = new Map<string, OpenText>();
  readonly checks = new Kept<Checked>();
  readonly #sights = new Kept<Seen>();
  readonly #options: DeskOptions;
  readonly #world: World;
  readonly #projects = new Projects(() => this.#look());
  readonly #roots = new Map<string, readonly string[]>();
  /** Who waits for the next sight of a file. */
  readonly #watching: (() => void)[] = [];
  #generation = 0;
  #isWarm = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#world = rememberingWorld(options.world);
  }

  /** A text was opened or typed in. */
  put(text: OpenText): void {
    const isNew = !this.open.has(text.path);
    this.open.set(text.path, text);
    if (isNew) this.#roots.clear();
    this.changed([text.path]);
  }

  /** A text was closed: from now on the file counts. */
  drop(path: string): void {
    this.open.delete(path);
    this.#roots.clear();
    this.changed([path]);
  }

  /** Files changed on the disk, where other confs may include others now. */
  changedOnDisk(paths: Iterable<string>): void {
    const own = [...paths].filter((path) => !this.open.has(path));
    if (own.length === 0) return;
    this.#roots.clear();
    this.changed(own);
  }

  /** Everything is to be checked anew. */
  reset(): void {
    this.#roots.clear();
    this.#projects.forget();
    this.changed([...this.open.keys()]);
    this.checks.outdateAll();
    this.#sights.outdateAll();
  }

  changed(paths: readonly string[]): void {
    this.#generation += 1;
    this.checks.outdate(paths);
    this.#sights.outdate(paths);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), PAUSE_MS);
  }

  close(): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    this.open.clear();
  }

  /** The files that are checked for one that is open, the first decides what is shown beside its text. */
  rootsFor(path: string): readonly string[] {
    const known = this.#roots.get(path);
    if (known !== undefined) return known;
    const text = this.open.get(path);
    const found = text === undefined ? [] : rootsOf(this.#look().session, path, text.isNamed);
    this.#roots.set(path, found);
    return found;
  }

  /** What is known of a text, be it of an older one. */
  known(path: string): Seen | undefined {
    return this.#sights.about(path, this.rootsFor(path));
  }

  /** What its broker makes of the text as it stands, which no rule has to be asked for; undefined where nobody waits any more. */
  async seen(path: string, isCancelled: () => boolean): Promise<Seen | undefined> {
    while (!isCancelled() && this.open.has(path)) {
      if (this.rootsFor(path).every((root) => this.#sights.isFresh(root))) return this.known(path);
      const next = new Promise<void>((resolve) => this.#watching.push(resolve));
      await Promise.race([next, this.#refresh()]);
    }
    return undefined;
  }

  /** What checking the text as it stands comes to; undefined where nobody waits any more. */
  async checked(path: string, isCancelled: () => boolean): Promise<Checked | undefined> {
    while (!isCancelled() && this.open.has(path)) {
      const roots = this.rootsFor(path);
      if (roots.every((root) => this.checks.isFresh(root))) return this.checks.about(path, roots);
      await this.#refresh();
    }
    return undefined;
  }

  /** The text of an open file with what is known about it. */
  edited(path: string, { view, bases }: Seen): Edited | undefined {
    const source = this.sourceOf(path);
    const base: Names = bases.get(path) ?? [];
    return view === undefined || source === undefined ? undefined : { view, source, base };
  }

  sourceOf(path: string): Source | undefined {
    const bytes = this.open.get(path)?.bytes;
    return bytes === undefined ? undefined : createSource(path, bytes);
  }

  #look(say = this.#options.say): Looking {
    const { cwd, settings } = this.#options;
    const watched = editorWorld(this.#world, cwd(), (path) => this.open.get(path)?.bytes, say);
    return { session: openSession(["lsp", "--lang", settings().language], watched.world), ...watched };
  }

  /** One after the other; who comes while one is under way waits for it. */
  #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = this.#running.then(() => this.#checkOld());
    return this.#running;
  }

  async #checkOld(): Promise<void> {
    const wanted = new Set([...this.open.keys()].flatMap((path) => this.rootsFor(path)));
    this.checks.keep(wanted);
    this.#sights.keep(wanted);
    this.#projects.keep(wanted);
    const due = [...wanted].filter((root) => !this.checks.isFresh(root));
    const generation = this.#generation;
    const done: Checked[] = [];
    try {
      for (const root of due) {
        const checked = await this.#check(root, generation);
        this.checks.put(checked);
        this.#see(checked);
        done.push(checked);
      }
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
    }
    this.#options.checked(done);
    for (const { root } of done) await this.#warmUp(root);
  }

  /** Once, for what it makes V8 do; a key ends it. */
  async #warmUp(root: string): Promise<void> {
    const isLong = (this.open.get(root)?.bytes.length ?? 0) >= WARM_UP.leastBytes;
    if (this.#isWarm || !isLong) return;
    this.#isWarm = true;
    const generation = this.#generation;
    try {
      for (let round = 0; round < WARM_UP.rounds; round += 1) await this.#check(root, generation, true);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
    }
  }

  #see(seen: Seen): void {
    this.#sights.put(seen);
    for (const told of this.#watching.splice(0)) told();
  }

  /** @param isRehearsal nobody hears of it */
  #check(root: string, generation: number, isRehearsal = false): Promise<Checked> {
    const { settings } = this.#options;
    const pause = async () => {
      await giveWay();
      if (generation !== this.#generation) throw new Outdated();
    };
    const seen = (sight: Seen) => (isRehearsal ? undefined : this.#see(sight));
    const say = isRehearsal ? () => {} : this.#options.say;
    const choice = settings();
    const { session, looks, also } = this.#look(say);
    const project = async () => {
      const known = await this.#projects.of(root, choice);
      also(known.looks);
      return known;
    };
    return checkFile(root, { session, looks, choice, project, pause, seen });
  }
}
