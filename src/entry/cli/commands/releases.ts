import { choose } from "../../../advise/release/choose.ts";
import { vexOf } from "../../../advise/release/vex.ts";
import { defectsRead } from "../../../generated/defects.ts";
import { type ImageVariant, parseImage } from "../../../nanomq/image.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { releaseAdvice } from "../../../report/release/advice.ts";
import { releaseAdviceJson } from "../../../report/release/json.ts";
import { cycloneDxVex, openVex, purlOf, purlOfImage, type VexDocument } from "../../../report/release/vex.ts";
import { releaseWords } from "../../../report/release/words.ts";
import { assessReleases, releasesWith } from "../../open/assessed.ts";
import { rulesOf } from "../../open/lint-input.ts";
import { noteOpened, type Opened, open } from "../../open/open.ts";
import { versionOf } from "../../open/project.ts";
import { defectRules, foundIn } from "../../open/seen.ts";
import { seenAt } from "../../open/seen-at.ts";
import { type Arguments, valueOfOption, valuesOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { version as toolVersion } from "../package-version.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { sayVerdict } from "../verdict.ts";
import { viewOf } from "../view.ts";

function variantOf(args: Arguments): ImageVariant | undefined {
  const named = valueOfOption(args, "image");
  return named === "basic" || named === "slim" || named === "full" ? named : undefined;
}

/** Columns of a table with the fewest figures. */
const NARROWEST = 40;

function releasesBetween(args: Arguments, today: NanomqVersion, session: Session): readonly NanomqVersion[] {
  const bound = (name: string, other: number) => {
    const asked = valueOfOption(args, name);
    return asked === undefined ? other : versionOf(asked, session).version.rank;
  };
  const asked = releasesWith(today, bound("from", 0), bound("to", Number.POSITIVE_INFINITY));
  if (asked.length > 0) return asked;
  const words = releaseWords[session.language];
  throw new UsageError(words.badRange(valueOfOption(args, "from") ?? "", valueOfOption(args, "to") ?? ""));
}

function timestampOf(args: Arguments, { language }: Session): string {
  const asked = valueOfOption(args, "timestamp") ?? `${defectsRead}T00:00:00Z`;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(asked)) return asked;
  throw new UsageError(releaseWords[language].badTimestamp(asked));
}

/** The image that a deployment file or nanotune.toml names, as a package URL; the release by its source where there is none. */
function productsOf(args: Arguments, { version, project }: Opened): readonly string[] {
  const named = valuesOfOption(args, "product");
  if (named.length > 0) return named;
  const { image } = project.facts;
  return [image === undefined ? purlOf(version) : purlOfImage(parseImage(image))];
}

/** States what each advisory means here; exit code 1 where one concerns it. */
function vex(opened: Opened, args: Arguments, session: Session): ExitCode {
  const { io, language } = session;
  const { version } = opened;
  const timestamp = timestampOf(args, session);
  const { run: broker, input } = seenAt(version, opened, variantOf(args));
  const bare = { ...input, facts: { ...input.facts, rules: new Map(), preset: "strict" } } as const;
  const statements = vexOf({ version, outcome: broker.outcome, found: foundIn(bare, defectRules) });
  if (statements.length === 0) io.err(`${releaseWords[language].noAdvisories(version.text)}\n`);
  const products = productsOf(args, opened);
  const document: VexDocument = { version, statements, products, timestamp, tool: toolVersion, language };
  const isOpenVex = valueOfOption(args, "format") === "openvex";
  if (!isOpenVex) io.out(cycloneDxVex(document));
  else if (statements.length > 0) io.out(openVex(document));
  return statements.some(({ status }) => status === "affected") ? exitCode.findings : exitCode.clean;
}

/** `nanotune releases [conf]`: every release against this conf, and which to take; exit code 1 where it is another. */
export async function releases(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const opened = await open(args.positionals[0] ?? "nanomq.conf", args, session);
  noteOpened(opened, session);
  const today = seenAt(opened.version, opened, variantOf(args));
  sayVerdict(today.run, opened, session);
  const asked = valueOfOption(args, "format");
  if (asked === "openvex" || asked === "cyclonedx") return vex(opened, args, session);
  const assessments = assessReleases(
    releasesBetween(args, opened.version, session),
    today,
    (version) => seenAt(version, opened, variantOf(args)),
    await rulesOf(opened.project, session),
    opened.project.facts,
  );
  const now = assessments.find(({ version }) => version.rank === opened.version.rank);
  if (now === undefined) throw new RangeError(`${opened.version.text} was not looked at`);
  const choice = choose(assessments, now);
  if (asked === "json") io.out(releaseAdviceJson(assessments, choice, language));
  else io.out(releaseAdvice(assessments, choice, { ...(await viewOf(args, io, NARROWEST)), language }));
  return choice.recommended === now ? exitCode.clean : exitCode.findings;
}
