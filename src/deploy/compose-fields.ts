/** Fields of one compose service, variables filled in, `extends` within the file followed. */

import type { Span } from "../text/source.ts";
import type { DeploymentOptions, Placed } from "./deployment.ts";
import { readEnvFile } from "./env-file.ts";
import type { EnvironmentVariable } from "./environment.ts";
import { interpolate } from "./interpolate.ts";
import { type DeploymentProblem, type DeploymentProblemCode, type ProblemArgs, problem } from "./problem.ts";
import { entriesOf, itemsOf, textAt, valueAt, type YamlNode } from "./yaml-file.ts";

type Variables = Readonly<Record<string, string>> | undefined;

/** Longest chain of `extends` followed. */
const EXTENDS_LIMIT = 16;

/** A service, and the file it stands in. */
export interface ServiceLayer {
  readonly node: YamlNode;
  readonly services: YamlNode | undefined;
}

/** Services of another file, by the path that `extends` writes; undefined where it is not there. */
export type ServicesAt = (path: string) => YamlNode | undefined;

interface Extended {
  readonly layers: readonly YamlNode[];
  /** Files that are named and not there, each where it is named. */
  readonly missing: readonly Placed<string>[];
}

/** The service, then the service it extends, and so on, through the files they name. */
function layersOf(service: ServiceLayer, servicesAt: ServicesAt): Extended {
  const layers = [service.node];
  let { node, services } = service;
  while (layers.length < EXTENDS_LIMIT) {
    const base = valueAt(node, "extends");
    const file = valueAt(base, "file");
    const path = textAt(file);
    if (file !== undefined && path !== undefined) services = servicesAt(path);
    if (file !== undefined && path !== undefined && services === undefined)
      return { layers, missing: [{ value: path, span: file.span }] };
    const name = textAt(base) ?? textAt(base, "service");
    const next = name === undefined ? undefined : valueAt(services, name);
    if (next === undefined || layers.includes(next)) break;
    layers.push(next);
    node = next;
  }
  return { layers, missing: [] };
}

/** Many fields take one item or a list of them. */
function textsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined) return [];
  return node.kind === "list" ? node.items : [node];
}

interface EnvironmentFile extends Placed<string> {
  readonly required: boolean;
  readonly dialect: "docker" | "compose";
}

export class ComposeFields {
  readonly problems: DeploymentProblem[] = [];
  readonly #layers: readonly YamlNode[];
  readonly #variables: Variables;

  /** @param over what an override file says of the same service */
  constructor(
    service: ServiceLayer,
    variables: Variables,
    servicesAt: ServicesAt = () => undefined,
    over: YamlNode | undefined = undefined,
  ) {
    const { layers, missing } = layersOf(service, servicesAt);
    this.#layers = over === undefined ? layers : [over, ...layers];
    this.#variables = variables;
    for (const { value, span } of missing) this.say("compose-part-missing", span, { path: value });
  }

  say(code: DeploymentProblemCode, span: Span, args: ProblemArgs): void {
    this.problems.push(problem(code, span, args));
  }

  at(...keys: readonly string[]): YamlNode | undefined {
    for (const layer of this.#layers) {
      const value = valueAt(layer, ...keys);
      if (value !== undefined) return value;
    }
    return undefined;
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
    return this.#layers.toReversed().flatMap((layer) => {
      const value = valueAt(layer, key);
      if (value?.kind === "list") return itemsOf(value);
      if (value !== undefined && !(value.kind === "scalar" && value.value === null)) {
        this.say("field-shape", value.span, { field: key, expected: "list" });
      }
      return [];
    });
  }

  /** One text, a list of texts, or a list of maps whose `inner` is the text. */
  texts(key: string, inner: string): readonly Placed<string>[] {
    return textsOf(this.at(key)).flatMap((item) => {
      const value = this.resolved(item.kind === "map" ? valueAt(item, inner) : item);
      return value === undefined ? [] : [{ value, span: item.span }];
    });
  }

  /** One path, a list of paths, or a list of maps with the path; of what the service extends first. */
  environmentFiles(): readonly EnvironmentFile[] {
    const items = this.#layers.toReversed().flatMap((layer) => textsOf(valueAt(layer, "env_file")));
    return items.flatMap((item) => {
      const value = this.resolved(item.kind === "map" ? valueAt(item, "path") : item);
      const required = textAt(item, "required") !== "false";
      const dialect = textAt(item, "format") === "raw" ? "docker" : "compose";
      return value === undefined ? [] : [{ value, span: item.span, required, dialect } as const];
    });
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
        variables.set(variable.name, { ...variable, value: this.#known(variable.value) });
    }
    for (const { name } of own) variables.delete(name);
    return [...variables.values(), ...own];
  }

  /** Map and list form; a name without a value takes it from the shell that starts compose. */
  #written(): readonly EnvironmentVariable[] {
    const layers = this.#layers.map((layer) => this.#environmentOf(valueAt(layer, "environment")));
    return layers.reduceRight<readonly EnvironmentVariable[]>((base, own) => {
      const names = new Set(own.map(({ name }) => name));
      return [...base.filter(({ name }) => !names.has(name)), ...own];
    }, []);
  }

  #environmentOf(node: YamlNode | undefined): readonly EnvironmentVariable[] {
    if (node?.kind === "map") {
      return entriesOf(node).map(({ key, keySpan, value }) => ({
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
