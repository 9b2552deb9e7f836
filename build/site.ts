// The pages of the site: what runs in them bundled for each language, the documentation rendered, all of it in one set.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { openExamples } from "../site/docs/examples.ts";
import { docPages } from "../site/docs/pages.ts";
import { SHARED_HASH } from "../site/play/shared.ts";
import { playWords } from "../site/play/words.ts";
import { answersBody } from "../site/shell/answers.ts";
import { homeOf, type Page, pageHtml } from "../site/shell/frame.ts";
import { playBody } from "../site/shell/play.ts";
import { siteStyle } from "../site/style.ts";
import { siteWords } from "../site/words.ts";
import type { Language } from "../src/lint/language.ts";
import { pageScript } from "../src/report/html/script.ts";
import { pageStyle } from "../src/report/html/style.ts";
import { licences } from "./licences.ts";
import { oneLanguage } from "./site/one-language.ts";
import { projectFiles } from "./site/project-files.ts";

/** Text or bytes of a file by its path in the set. */
export type SiteFiles = ReadonlyMap<string, string | Uint8Array>;

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** NanoMQ's scanner colours the text: CodeMirror's own parsers stay away. */
const NO_PARSER = "./site/editor/no-parser.ts";

interface Script {
  readonly text: string;
  readonly metafile: Metafile;
}

async function script(root: string, entry: string, language: Language): Promise<Script> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join("site", entry, "main.ts")],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    // An import of `node:` is an error here.
    platform: "browser",
    format: "iife",
    target: "es2023",
    charset: "utf8",
    alias: { "@codemirror/language": NO_PARSER, "@lezer/common": NO_PARSER },
    legalComments: "none",
    plugins: [oneLanguage(language)],
    logLevel: "warning",
  });
  // It stands within a page.
  return { text: (outputFiles[0]?.text ?? "").trim().replaceAll("</script", "<\\/script"), metafile };
}

const languages = ["en", "zh"] as const satisfies readonly Language[];
const styles = [pageStyle, siteStyle];

async function livePages(root: string): Promise<readonly [SiteFiles, readonly Metafile[]]> {
  const files = new Map<string, string>();
  const metafiles: Metafile[] = [];
  for (const language of languages) {
    const words = siteWords[language];
    const other = language === "en" ? "zh-CN/" : "../";
    const base = { language, root: language === "en" ? "" : "../", styles } as const;
    const add = async (file: string, entry: string, page: Pick<Page, "name" | "title" | "body">) => {
      const { text, metafile } = await script(root, entry, language);
      metafiles.push(metafile);
      const whole = { ...base, ...page, other: `${other}${file}`, scripts: [pageScript, text] };
      files.set(`${homeOf(language, "")}${file}`, pageHtml(whole, hashOf));
    };
    await add("index.html", "play", {
      name: "playground",
      title: playWords[language].title,
      body: playBody(language),
    });
    await add("answers.html", "answers", {
      name: "answers",
      title: words.answers.title,
      body: answersBody(language),
    });
  }
  return [files, metafiles];
}

const examples = openExamples();

/** Stored, not squeezed: that is the same bytes on every machine. */
function openable(code: string): string | undefined {
  const shared = examples.get(code);
  if (shared === undefined) return undefined;
  return `${SHARED_HASH}${deflateRawSync(JSON.stringify(shared), { level: 0 }).toString("base64url")}`;
}

/** Every file of the set: the same bytes for the same sources. */
export async function siteFiles(root: string): Promise<SiteFiles> {
  const [live, metafiles] = await livePages(root);
  const project = { files: projectFiles(root), openable };
  const pages = docPages(project, (page) => pageHtml({ ...page, styles, scripts: [pageScript] }, hashOf));
  return new Map<string, string | Uint8Array>([
    ...live,
    ...pages,
    ...Object.entries(licences(root, metafiles)),
  ]);
}
