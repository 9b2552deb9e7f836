import { migrateEmqx } from "./emqx/migrate.ts";
import { recogniseForeign } from "./foreign/recognise.ts";
import { migrate as migrateLegacy } from "./legacy/migrate.ts";
import { recogniseLegacy } from "./legacy/recognise.ts";
import type { Migration, MigrationTarget } from "./migrate/migration.ts";
import { migrateMosquitto } from "./mosquitto/migrate.ts";
import { type Source, textOf } from "./source.ts";

/** Rewrites a conf of the old key=value format, of Mosquitto or of EMQX; undefined for what is none of them. */
export function migrateConf(source: Source, target: MigrationTarget): Migration | undefined {
  const text = textOf(source, 0, source.bytes.length);
  switch (recogniseForeign(source.file, text)?.kind) {
    case "mosquitto-conf":
      return migrateMosquitto(source, target);
    case "emqx-conf":
      return migrateEmqx(source, target);
    case "dockerfile":
    case "unit-file":
    case "no-conf":
      return undefined;
    case undefined: {
      const { isLegacy, hoconLines, oldKeys } = recogniseLegacy(text);
      const isOther = !isLegacy && (hoconLines > 0 || oldKeys === 0);
      return isOther && text !== "" ? undefined : migrateLegacy(source, target);
    }
  }
}
