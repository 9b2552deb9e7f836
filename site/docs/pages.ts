// The project's Markdown as pages of the set; what is no Markdown lies beside them as it is.
import { Marked, type Tokens } from "marked";
import type { Language } from "../../src/lint/language.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import type { Page } from "../shell/frame.ts";
import { siteWords } from "../words.ts";

type DocPage = Omit<Page, "styles" | "scripts">;

/** Chinese pages stand in a folder of their own, or have it in their names. */
const CHINESE = /(?:^|\/)zh-CN\/|\.zh-CN\.md$/;

function languageOf(path: string): Language {
  return CHINESE.test(path) ? "zh" : "en";
}

function pageOf(path: string): string {
  return path.replace(/\.md$/, ".html");
}

/** As GitHub makes them: letters and digits of every script, blanks as hyphens. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/<[^>]*>|[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
}

/** A link between files of the project leads to the page of the same name. */
function linkOf(href: string): string {
  return /^[a-z]+:/i.test(href) ? href : href.replace(/\.md(?=$|#)/, ".html");
}

/** Files of the project by path. */
type Files = ReadonlyMap<string, Uint8Array>;

/** What pages are made from. */
interface Project {
  readonly files: Files;
  /** Hash of the playground's address for a text of code that it can show. */
  readonly openable: (code: string) => string | undefined;
}

/** Below an example of a rule: the playground with it. */
function openLink(code: string, path: string, { openable }: Project): string {
  const hash = path.startsWith("docs/rules/") ? openable(code) : undefined;
  if (hash === undefined) return "";
  const language = languageOf(path);
  const href = `${between(path, language === "zh" ? "zh-CN/index.html" : "index.html")}${hash}`;
  return element("p", { class: "try" }, element("a", { href }, escapeHtml(siteWords[language].docs.open)));
}

/** A picture of the project goes into the page: its policy lets it ask for none. */
function pictureUrl(href: string, path: string, files: Files): string {
  const { pathname } = new URL(href, `file:///${path}`);
  const bytes = files.get(pathname.slice(1));
  if (bytes === undefined) return href;
  return `data:image/svg+xml,${encodeURIComponent(new TextDecoder().decode(bytes))}`;
}

function renderer(path: string, project: Project): Marked {
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        return `<h${depth} id="${escapeHtml(anchorOf(text.replaceAll("`", "")))}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const outward = /^[a-z]+:/i.test(href) ? { rel: "noreferrer" } : {};
        return element("a", { href: linkOf(href), ...outward }, this.parser.parseInline(tokens));
      },
      image({ href, text }: Tokens.Image) {
        return element("img", { src: pictureUrl(href, path, project.files), alt: text }).replace(
          "</img>",
          "",
        );
      },
      code({ text }: Tokens.Code) {
        return `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n${openLink(text, path, project)}`;
      },
    },
  });
  return marked;
}

/** Wide tables are walked through by themselves. */
function withScrolling(html: string): string {
  return html
    .replaceAll("<table>", '<div class="wide" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>");
}

function titleOf(markdown: string): string {
  return /^# (.+)$/m.exec(markdown)?.[1]?.replaceAll("`", "") ?? "nanotune";
}

interface Doc {
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  readonly markdown: string;
}

function docOf(path: string, bytes: Uint8Array): Doc {
  const markdown = new TextDecoder().decode(bytes);
  return { path, language: languageOf(path), title: titleOf(markdown), markdown };
}

/** From one file of the set to another. */
function between(from: string, to: string): string {
  return `${"../".repeat(from.split("/").length - 1)}${to}`;
}

const isRule = ({ path }: Doc) => path.startsWith("docs/rules/");

function contents(from: string, current: string, docs: readonly Doc[], language: Language): string {
  const words = siteWords[language].docs;
  // What is written in one language only is offered in both.
  const own = docs.filter((doc) => doc.language === language);
  const names = new Set(own.map(({ path }) => path.replace(CHINESE, "")));
  const others = docs.filter(
    (doc) => doc.language !== language && !isRule(doc) && !names.has(doc.path.replace(/\.md$/, "")),
  );
  const shown = [...own, ...(language === "zh" ? others : [])];
  const list = (some: readonly Doc[]) =>
    element(
      "ul",
      {},
      ...some.map(({ path, title }) =>
        element(
          "li",
          {},
          element(
            "a",
            { href: between(from, pageOf(path)), ...(path === current && { "aria-current": "page" }) },
            escapeHtml(title),
          ),
        ),
      ),
    );
  return element(
    "nav",
    { class: "toc", "aria-label": words.index },
    element("b", {}, escapeHtml(words.index)),
    list(shown.filter((doc) => !isRule(doc))),
    element("b", {}, escapeHtml(words.rules)),
    list(shown.filter(isRule)),
  );
}

/** The same page in the other language, where there is one. */
function otherOf({ path, language }: Doc, docs: readonly Doc[]): string | undefined {
  const candidates =
    language === "zh"
      ? [path.replace("zh-CN/", ""), path.replace(".zh-CN.md", ".md")]
      : [path.replace(/([^/]+)$/, "zh-CN/$1"), path.replace(/\.md$/, ".zh-CN.md")];
  const found = docs.find((doc) => doc.language !== language && candidates.includes(doc.path));
  return found && between(path, pageOf(found.path));
}

function indexPage(
  language: Language,
  docs: readonly Doc[],
  project: Project,
): DocPage & { readonly file: string } {
  const file = language === "en" ? "docs.html" : "zh-CN/docs.html";
  const readme = docs.find(({ path }) => path === (language === "en" ? "README.md" : "README.zh-CN.md"));
  const root = language === "en" ? "" : "../";
  const html =
    readme === undefined ? "" : bodyOf(readme, project).replaceAll(/(href=")(?![a-z]+:|#)/gi, `$1${root}`);
  return {
    file,
    language,
    name: "docs",
    title: siteWords[language].docs.title,
    root,
    other: language === "en" ? "zh-CN/docs.html" : "../docs.html",
    body: contents(file, readme?.path ?? "", docs, language) + element("article", { class: "prose" }, html),
  };
}

function bodyOf({ path, markdown }: Pick<Doc, "path" | "markdown">, project: Project): string {
  return withScrolling(renderer(path, project).parse(markdown, { async: false }));
}

/** @param html makes a whole page */
export function docPages(
  project: Project,
  html: (page: DocPage) => string,
): ReadonlyMap<string, string | Uint8Array> {
  const { files } = project;
  const docs = [...files].flatMap(([path, bytes]) => (path.endsWith(".md") ? [docOf(path, bytes)] : []));
  const others = [...files].filter(([path]) => !path.endsWith(".md"));
  const pages = docs.map((doc) => {
    const { path, language, title } = doc;
    const body =
      contents(path, path, docs, language) + element("article", { class: "prose" }, bodyOf(doc, project));
    const root = "../".repeat(path.split("/").length - 1);
    const page = {
      language,
      name: "docs",
      title: `${title} · nanotune`,
      root,
      other: otherOf(doc, docs),
      body,
    } as const;
    return [pageOf(path), html(page)] as const;
  });
  const indexes = (["en", "zh"] as const).map((language) => {
    const { file, ...page } = indexPage(language, docs, project);
    return [file, html(page)] as const;
  });
  return new Map<string, string | Uint8Array>([...pages, ...indexes, ...others]);
}
