import { packWords } from "../../../report/rule/packs.ts";
import { rulesJson, rulesMarkdown, rulesText } from "../../../report/rule/rule-list.ts";
import { knownRules } from "../../open/known-rules.ts";
import { openProject } from "../../open/project.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** `nanotune rules`: the catalogue, packs of the project included. `nanotune rules test`: its examples, or those of packs. */
export async function rules(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const [action, ...patterns] = args.positionals;
  if (action === "test") return (await import("./rules-test.ts")).rulesTest(patterns, session);
  if (action !== undefined) throw new UsageError(packWords[language].action(action));
  const format = valueOfOption(args, "format");
  const listed = await knownRules(await openProject(args, "nanomq.conf", session), session);
  if (format === "json") io.out(rulesJson(listed));
  else io.out(format === "md" ? rulesMarkdown(listed, language) : rulesText(listed, language));
  return exitCode.clean;
}
