import type { Fix, Reported } from "../../lint/finding/finding.ts";
import { withoutSecrets } from "../../report/secrets/masked-finding.ts";
import type { Source } from "../../text/source.ts";

/** The fixes of a finding with titles that hold no secret; their edits do, where the file does. */
export function shownFixes(finding: Reported, sources: ReadonlyMap<string, Source>): readonly Fix[] {
  const titles = withoutSecrets(finding, sources).fixes;
  return finding.fixes.map((fix, at) => ({ ...fix, text: titles[at]?.text ?? fix.text }));
}
