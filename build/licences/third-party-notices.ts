import { type BundledPackage, idOf } from "./bundled-packages.ts";

const RULE = "-".repeat(80);

/** The licences of all that is in the bundles, as their authors worded them. */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  const list = packages.map(({ manifest }) => `  ${idOf(manifest)} (${manifest.license})`);
  const texts = packages.map(
    ({ manifest, notices }) =>
      `${RULE}\n${idOf(manifest)} (${manifest.license})\n${RULE}\n\n${notices.join("\n\n")}\n`,
  );
  return [
    "nanotune contains code of these packages. Each is under its own licence, printed below.\n",
    `${list.join("\n")}\n`,
    ...texts,
  ].join("\n");
}
