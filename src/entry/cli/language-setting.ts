type Environment = Readonly<Record<string, string | undefined>>;

/** `--lang` on the line beats LC_ALL, LC_MESSAGES and LANG; "" counts as not set. */
export function languageSetting(argv: readonly string[], env: Environment): string {
  const at = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const word = argv[at];
  const asked = word === "--lang" ? argv[at + 1] : word?.slice("--lang=".length);
  return asked || env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "en";
}
