import { serveEditor } from "../../lsp/stdio.ts";
import { versionOf } from "../../open/project.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";

/** `nanotune lsp`: answers an editor until it goes. */
export async function lsp(args: Arguments, session: Session): Promise<0> {
  const release = valueOfOption(args, "nanomq");
  if (release !== undefined) versionOf(release, session);
  await serveEditor({ release, language: session.language });
  return exitCode.clean;
}
