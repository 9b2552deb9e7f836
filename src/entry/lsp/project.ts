// What a file is checked with: facts, release and rules of the project around it.
import { rulePageOf } from "../../generated/rule-page-of.ts";
import type { Rule } from "../../lint/rules/rule.ts";
import type { RulePages } from "../../report/finding/said.ts";
import type { Arguments } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { isDeploymentPath, packsOf, rulesOf, sharedInput } from "../open/lint-input.ts";
import { openProject, type Project } from "../open/project.ts";
import { imageRelease } from "./roots.ts";
import type { Told } from "./seen.ts";
import type { Looks, Watched } from "./world.ts";

/** What the editor's user chose. */
export interface Choice {
  readonly release: string | undefined;
}

/** Options as on a command line. */
export function argumentsOf(options: Readonly<Record<string, string | undefined>>): Arguments {
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value === "" ? [] : [value]] as const],
  );
  return { positionals: [], options: new Map(given) };
}

interface Opened {
  readonly project: Project;
  readonly args: Arguments;
  readonly told: Told;
}

/** Facts and release. What is wrong with nanotune.toml is said where it stands: the conf is checked without it. */
async function projectFor(path: string, session: Session, choice: Choice): Promise<Opened> {
  const asked = { nanomq: choice.release };
  try {
    const args = argumentsOf(asked);
    const project = await openProject(args, path, session);
    if (!project.versionAssumed)
      return { project, args, told: choice.release === undefined ? "facts" : "setting" };
    const image = isDeploymentPath(path) ? undefined : imageRelease(session, path);
    if (image === undefined) return { project, args, told: "assumed" };
    const own = argumentsOf({ nanomq: image });
    return { project: await openProject(own, path, session), args: own, told: "image" };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    session.io.err(`${error.message}\n`);
    const args = argumentsOf({ ...asked, "no-config": "" });
    return {
      project: await openProject(args, path, session),
      args,
      told: choice.release === undefined ? "assumed" : "setting",
    };
  }
}

interface ProjectRules {
  readonly rules: readonly Rule[] | undefined;
  readonly pages: RulePages;
}

/** The rules of a project and their words; the built-in ones alone where a pack does not load, which its nanotune.toml says. */
async function rulesFor(project: Project, session: Session): Promise<ProjectRules> {
  try {
    const packs = await packsOf(project, session);
    const own = new Map(packs.map(({ rule, page }) => [rule.id, page]));
    const pages = { get: (id: string) => own.get(id) ?? rulePageOf(id) };
    return { rules: await rulesOf(project, session), pages };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { rules: undefined, pages: { get: rulePageOf } };
  }
}

/** All that a file is checked with, beside its own text. */
export interface KnownProject extends Opened, ProjectRules {
  /** What decides about every conf of it. */
  readonly shared: ReturnType<typeof sharedInput>;
  readonly looks: Looks;
}

/** A way to look at the world, with what was seen. */
export interface Looking extends Omit<Watched, "world"> {
  readonly session: Session;
}

/** The projects of files, each opened once while nothing that it came from is another: what is typed seldom is a part of that. */
export class Projects {
  readonly #look: () => Looking;
  readonly #known = new Map<string, { readonly project: KnownProject; readonly isCurrent: () => boolean }>();

  constructor(look: () => Looking) {
    this.#look = look;
  }

  /** The user chose otherwise. */
  forget(): void {
    this.#known.clear();
  }

  /** Drops all others. */
  keep(paths: ReadonlySet<string>): void {
    for (const path of this.#known.keys()) if (!paths.has(path)) this.#known.delete(path);
  }

  async of(path: string, choice: Choice): Promise<KnownProject> {
    const known = this.#known.get(path);
    if (known?.isCurrent() === true) return known.project;
    const { session, looks, isCurrent } = this.#look();
    const opened = await projectFor(path, session, choice);
    const { project, args } = opened;
    const rules = await rulesFor(project, session);
    const shared = sharedInput(project, args, session);
    const made: KnownProject = { ...opened, ...rules, shared, looks };
    this.#known.set(path, { project: made, isCurrent });
    return made;
  }
}
