/** The conf that lies in the published images. */
import { imageFolders, imageSettings } from "../generated/image-settings.ts";
import { isWithin, type NanomqVersion, type VersionSpan } from "./version.ts";

export { imageFolders };

export interface ImageSetting extends VersionSpan {
  readonly path: string;
  /** As the conf writes it. */
  readonly value: string;
}

/** What the conf in the image of a release sets, one line a setting; the comments of the original are left out. */
export function imageConf(version: NanomqVersion): string {
  const own: readonly ImageSetting[] = imageSettings.filter((setting) => isWithin(version, setting));
  return own.map(({ path, value }) => `${path} = ${value}\n`).join("");
}
