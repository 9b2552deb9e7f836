// One file with all that decides about it, checked: what an editor shows comes from here.
import { UsageError } from "../cli/usage-error.ts";
import { isDeploymentPath } from "../open/lint-input.ts";
import { checkConf } from "./check-conf.ts";
import { checkDeployment } from "./check-deployment.ts";
import { checkFacts } from "./check-facts.ts";
import type { Check } from "./checking.ts";
import { FACTS_FILE } from "./roots.ts";
import { type Checked, nothingSeen } from "./seen.ts";

/** Checks one file. What cannot be checked, as a deployment file without NanoMQ, has no marks. */
export async function checkFile(root: string, check: Check): Promise<Checked> {
  if (root.endsWith(`/${FACTS_FILE}`)) return checkFacts(root, check);
  check.session.io.readFile(root, check.session.fileLimitBytes);
  try {
    return await (isDeploymentPath(root) ? checkDeployment(root, check) : checkConf(root, check));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    check.session.io.err(`${error.message}\n`);
    const { looks } = check;
    return { ...nothingSeen, root, looks, told: "assumed", factsFile: undefined };
  }
}
