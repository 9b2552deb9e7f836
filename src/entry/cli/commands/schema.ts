import { schemaFor } from "../../../lint/shape/schema-for.ts";
import { noteVersion, openProject } from "../../open/project.ts";
import type { Arguments } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";

/** `nanotune schema`: the JSON Schema of one release, for editors. */
export async function schema(args: Arguments, session: Session): Promise<0> {
  const project = await openProject(args, "nanomq.conf", session);
  noteVersion(project, session);
  session.io.out(`${JSON.stringify(schemaFor(project.version.version), null, 2)}\n`);
  return exitCode.clean;
}
