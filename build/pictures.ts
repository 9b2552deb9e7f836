// Pictures of README.md, drawn by what they show: the same bytes until that shows something else.
import { commands } from "../src/entry/cli/commands.ts";
import { newestRelease } from "../src/nanomq/releases.ts";
import { parseVersion } from "../src/nanomq/version.ts";
import { manPage } from "../src/report/cli/man.ts";
import { brokerPicture } from "./pictures/broker.ts";
import { ciPicture } from "./pictures/ci.ts";
import { editorPicture } from "./pictures/editor.ts";
import { lintPicture, singlePicture } from "./pictures/lint.ts";
import { manPicture } from "./pictures/man.ts";

const shared = {
  nanomq: newestRelease,
  clients: [{ name: "sensors", keepaliveS: 5, count: 40, keepsSession: false }],
  conf: `mqtt {
  retry_interval = 10s         # from the sample file
  keepalive_multiplyer = 1.25
}

listeners.tcp {
  bind = "192.168.10.2:1883"
}

auth {
  allow_anonymous = false
  password { sensors = "vault-issued-1" }
}
`,
};
/** Nothing in it expires. */
const TODAY = "2026-01-01";

/** Text of every picture by its path from the root. */
export function pictures(): ReadonlyMap<string, string> {
  const version = parseVersion(newestRelease);
  if (version === undefined) throw new RangeError(newestRelease);
  const made = (["en", "zh"] as const).flatMap((language) => {
    const folder = language === "en" ? "docs/pictures" : "docs/pictures/zh-CN";
    return [
      [`${folder}/lint.svg`, lintPicture(shared, TODAY, language)],
      [`${folder}/editor.svg`, editorPicture(shared, TODAY, language)],
      [`${folder}/ci.svg`, ciPicture(shared, TODAY, language)],
      [`${folder}/single.svg`, singlePicture(shared, TODAY, language)],
      [`${folder}/man.svg`, manPicture(manPage(commands, "", language))],
      [`${folder}/broker.svg`, brokerPicture(version, 10, 1.25, 5, language)],
    ] as const;
  });
  return new Map(made);
}
