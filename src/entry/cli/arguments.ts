/** A command line after parsing: what a command may ask. */
export interface Arguments {
  readonly positionals: readonly string[];
  /** Values by option name; a flag that is set has none. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

export function hasFlag(args: Arguments, name: string): boolean {
  return args.options.has(name);
}

/** The value of an option; of several the last one. */
export function valueOfOption(args: Arguments, name: string): string | undefined {
  return args.options.get(name)?.at(-1);
}

/** Every value of an option that may be given several times. */
export function valuesOfOption(args: Arguments, name: string): readonly string[] {
  return args.options.get(name) ?? [];
}
