/** Fields of one compose service, variables filled in, its layers merged (compose specification, "Merge and override"). */

import type { Span } from "../text/source.ts";
import { fromFolder, type Variables } from "./compose-files.ts";
import type { ServiceLayer } from "./compose-layers.ts";
import type { Placed } from "./container.ts";
import type { DeploymentOptions } from "./deployment.ts";
import { readEnvFile } from "./env-file.ts";
import type { EnvironmentVariable } from "./environment.ts";
import { interpolate } from "./interpolate.ts";
import { type DeploymentProblem, type DeploymentProblemCode, type ProblemArgs, problem } from "./problem.ts";
import { entriesOf, itemsOf, textAt, valueAt, type YamlNode } from "./yaml-file.ts";

/** Many fields take one item or a list of them. */
function textsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined) return [];
  return node.kind === "list" ? node.items : [node];
}

/** Variables that an upper layer takes away. */
function resetNames(node: YamlNode): readonly string[] {
  return entriesOf(node).flatMap(({ key, value }) => (value.tag === "reset" ? [key] : []));
}

interface EnvironmentFile extends Placed<string> {
  readonly required: boolean;
  readonly dialect: "docker" | "compose";
}

export class ComposeFields {
  readonly problems: DeploymentProblem[] = [];
  readonly #layers: readonly ServiceLayer[];
  readonly #variables: Variables;

  /** @param layers what counts most first */
  constructor(layers: readonly ServiceLayer[], variables: Variables) {
    this.#layers = layers;
    this.#variables = variables;
  }

  say(code: DeploymentProblemCode, span: Span, args: ProblemArgs): void {
    this.problems.push(problem(code, span, args));
  }

  at(...keys: readonly string[]): YamlNode | undefined {
    return this.find(...keys)?.node;
  }

  /** The value that counts, and the folder its paths are meant from. */
  find(...keys: readonly string[]): ServiceLayer | undefined {
    for (const { node, folder } of this.#layers) {
      const value = valueAt(node, ...keys);
      if (value?.tag === "reset") return undefined;
      if (value !== undefined) return { node: value, folder };
      // A tag on what is around the value ends what lies below.
      if (keys.some((_, at) => valueAt(node, ...keys.slice(0, at + 1))?.tag !== undefined)) return undefined;
    }
    return undefined;
  }

  /** The values of a key that are joined, what counts least first. */
  #joined(key: string): readonly ServiceLayer[] {
    const found: ServiceLayer[] = [];
    for (const { node, folder } of this.#layers) {
      const value = valueAt(node, key);
      if (value !== undefined && value.tag !== "reset") found.push({ node: value, folder });
      if (value?.tag !== undefined) break;
    }
    return found.toReversed();
  }

  /** A scalar as text with its variables filled in. */
  resolved(node: YamlNode | undefined): string | undefined {
    const text = textAt(node);
    if (node === undefined || text === undefined) return undefined;
    const { text: filled, unset } = interpolate(text, this.#variables);
    if (this.#variables !== undefined) {
      for (const name of unset) this.say("variable-unset", node.span, { name });
    }
    return filled;
  }

  text(...keys: readonly string[]): Placed<string> | undefined {
    const node = this.at(...keys);
    const value = this.resolved(node);
    return node === undefined || value === undefined ? undefined : { value, span: node.span };
  }

  number(...keys: readonly string[]): Placed<number> | undefined {
    const text = this.text(...keys);
    const value = text === undefined || text.value.trim() === "" ? Number.NaN : Number(text.value);
    return text === undefined || Number.isNaN(value) ? undefined : { value, span: text.span };
  }

  flag(key: string): Placed<boolean> | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : { value: text.value === "true", span: text.span };
  }

  /** Items of a list; of what the service extends first, as compose joins them. */
  items(key: string): readonly YamlNode[] {
    return this.itemsIn(key).map(({ node }) => node);
  }

  /** The same, each with the folder its paths are meant from. */
  itemsIn(key: string): readonly ServiceLayer[] {
    return this.#joined(key).flatMap(({ node, folder }) => {
      if (node.kind === "list") return itemsOf(node).map((item) => ({ node: item, folder }));
      if (!(node.kind === "scalar" && node.value === null))
        this.say("field-shape", node.span, { field: key, expected: "list" });
      return [];
    });
  }

  /** One text, a list of texts, or a list of maps whose `inner` is the text. */
  texts(key: string, inner: string): readonly Placed<string>[] {
    const items = this.#joined(key).flatMap(({ node }) => textsOf(node));
    return items.flatMap((item) => {
      const value = this.resolved(item.kind === "map" ? valueAt(item, inner) : item);
      return value === undefined ? [] : [{ value, span: item.span }];
    });
  }

  /** One path, a list of paths, or a list of maps with the path; of what the service extends first. */
  environmentFiles(): readonly EnvironmentFile[] {
    return this.#joined("env_file").flatMap(({ node, folder }) =>
      textsOf(node).flatMap((item) => {
        const text = this.resolved(item.kind === "map" ? valueAt(item, "path") : item);
        if (text === undefined) return [];
        const required = textAt(item, "required") !== "false";
        const dialect = textAt(item, "format") === "raw" ? "docker" : "compose";
        return [{ value: fromFolder(folder, text), span: item.span, required, dialect } as const];
      }),
    );
  }

  /** A later file wins, and `environment` wins over all of them. */
  environment(fileAt: DeploymentOptions["fileAt"]): readonly EnvironmentVariable[] {
    const own = this.#written();
    const variables = new Map<string, EnvironmentVariable>();
    for (const file of fileAt === undefined ? [] : this.environmentFiles()) {
      const source = fileAt?.(file.value);
      if (source === undefined && file.required && !file.value.includes("$"))
        this.say("env-file-missing", file.span, { path: file.value });
      for (const variable of source === undefined ? [] : readEnvFile(source, file.dialect))
        variables.set(variable.name, variable);
    }
    for (const { name } of own) variables.delete(name);
    return [...variables.values(), ...own];
  }

  /** Map and list form; a name without a value takes it from the shell that starts compose. */
  #written(): readonly EnvironmentVariable[] {
    let all: readonly EnvironmentVariable[] = [];
    for (const { node } of this.#joined("environment")) {
      const own = this.#environmentOf(node);
      const names = new Set([...own.map(({ name }) => name), ...resetNames(node)]);
      all = [...all.filter(({ name }) => !names.has(name)), ...own];
    }
    return all;
  }

  #environmentOf(node: YamlNode | undefined): readonly EnvironmentVariable[] {
    if (node?.kind === "map") {
      const set = entriesOf(node).filter(({ value }) => value.tag !== "reset");
      return set.map(({ key, keySpan, value }) => ({
        name: key,
        value: this.#known(this.resolved(value) ?? this.#variables?.[key]),
        span: keySpan,
      }));
    }
    return itemsOf(node).flatMap((item) => {
      const text = this.resolved(item);
      if (text === undefined) return [];
      const equals = text.indexOf("=");
      const name = equals === -1 ? text : text.slice(0, equals);
      const value = equals === -1 ? this.#variables?.[name] : this.#known(text.slice(equals + 1));
      return [{ name, value, span: item.span }];
    });
  }

  /** Undefined for a value that hangs on a variable nobody told. */
  #known(value: string | undefined): string | undefined {
    const isOpen = this.#variables === undefined && value !== undefined && /\$(?:\{|[A-Za-z_])/.test(value);
    return isOpen ? undefined : value;
  }
}
