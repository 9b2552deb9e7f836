import {
  type AskedOutage,
  type BridgeOutlook,
  bridgeOutlook,
  settingsToType,
} from "../../../advise/outage/outlook.ts";
import { type BridgeStall, bridgeStall } from "../../../nanomq/bridge-stalls.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { outageJson } from "../../../report/outage/json.ts";
import { localText, outageText, type ShownBridge } from "../../../report/outage/outage.ts";
import { outageWords } from "../../../report/outage/words.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import { type ConfBridge, confBridges, taskThreads } from "../../../start/bridges.ts";
import { inForce } from "../../../start/run.ts";
import { remedySettings } from "../../../timing/outage/remedy-settings.ts";
import { STDIN } from "../../open/conf-files.ts";
import { type Opened, open, refuseToWrite } from "../../open/open.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { changedConf } from "../conf-change.ts";
import { type ConfEdit, confEdit, writeEdit } from "../conf-edit.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { askedOutage } from "../outage/question.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { sayMended, startOpened } from "../verdict.ts";
import { viewOf } from "../view.ts";

/** Where nobody says how many cores the machine has. */
const USUAL_CORES = 2;

interface Answered {
  readonly bridge: ConfBridge;
  readonly outlook: BridgeOutlook;
}

/** What `--diff` shows and `--write` writes. */
interface Remedied {
  readonly edit: ConfEdit;
  /** Why the text cannot carry it. */
  readonly refused: string | undefined;
}

function answersOf(
  bridges: readonly ConfBridge[],
  version: NanomqVersion,
  asked: AskedOutage,
): readonly Answered[] {
  return bridges.map((bridge) => ({ bridge, outlook: bridgeOutlook(bridge, version, asked) }));
}

/** The conf with all remedies of its own release in it. */
function remediedConf(
  answers: readonly Answered[],
  opened: Opened,
  args: Arguments,
  session: Session,
): Remedied {
  const { conf = { text: "" } } = opened.start(opened.version);
  const settings = remedySettings(
    answers.flatMap(({ bridge: { name, forwardQos }, outlook: { remedy } }) =>
      remedy === undefined ? [] : [{ name, forwards: forwardQos.length, remedy }],
    ),
  );
  const changed = changedConf(conf, settings, opened.version, session);
  return { edit: confEdit(conf, changed.conf, opened, args, session), refused: changed.refused };
}

function refuseFlags(args: Arguments, path: string, { language }: Session): void {
  const words = tuneWords[language];
  if (hasFlag(args, "write") && hasFlag(args, "diff")) throw new UsageError(words.writeAndDiff);
  if (hasFlag(args, "write") && path === STDIN) throw new UsageError(words.writeNeedsFile);
}

async function show(
  shown: readonly ShownBridge[],
  asked: AskedOutage,
  stall: BridgeStall | undefined,
  { edit: { patches } }: Remedied,
  version: NanomqVersion,
  args: Arguments,
  session: Session,
): Promise<void> {
  const { io, language } = session;
  if (hasFlag(args, "diff")) {
    io.out(patches.text, "patch");
    for (const line of patches.missing) io.err(`nanotune: ${line}\n`);
  } else if (valueOfOption(args, "format") === "json") {
    io.out(outageJson(shown, asked, { nanomq: version.text, stall, diff: patches.text }));
  } else {
    const view = await viewOf(args, io);
    const texts = shown.map((one) => outageText(one, asked, version.text, view, language));
    io.out([...texts, `${localText(stall, shown.length, view, language)}\n`].join("\n"));
  }
}

/** `nanotune outage [conf]`: per bridge what is kept and lost, when it is back, and what to type; exit code 1 if anything is lost. */
export async function outage(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const path = args.positionals[0] ?? "nanomq.conf";
  refuseFlags(args, path, session);
  const opened = await open(path, args, session);
  const { version, project } = opened;
  if (hasFlag(args, "write")) refuseToWrite(opened, session);
  const started = startOpened(opened, session);
  const asked = askedOutage(args, project.facts, session);
  const conf = inForce(started);
  const cores = project.facts.host.cpuCores ?? USUAL_CORES;
  const all = confBridges(conf, cores);
  const wanted = valueOfOption(args, "bridge");
  const answers = answersOf(
    all.filter(({ name }) => wanted === undefined || name === wanted),
    version,
    asked,
  );
  if (answers.length === 0) throw new UsageError(outageWords[language].noBridges);
  sayMended([started], session);
  const remedied = remediedConf(answers, opened, args, session);
  const writes = hasFlag(args, "write") || hasFlag(args, "diff");
  if (writes && remedied.refused !== undefined) throw new UsageError(remedied.refused);
  const shown = answers.map((one) => ({
    outlook: one.outlook,
    settings: settingsToType(one.bridge, one.outlook),
  }));
  const stall = bridgeStall(all.length, taskThreads(conf, cores), version);
  await show(shown, asked, stall, remedied, version, args, session);
  if (hasFlag(args, "write")) writeEdit(remedied.edit, session, (line) => io.err(`${line}\n`));
  return answers.every(({ outlook }) => outlook.met) ? exitCode.clean : exitCode.findings;
}
