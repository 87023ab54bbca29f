/**
 * `npm run templates:show`: every kind of mail in every language with example data, as pages to look through. Static
 * files without a server; nothing is fetched and nothing is sent.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { languages } from '../../domain/region.ts';
import { type FinishedMail, isTemplateName, mailTemplates } from '../../templates/mail/index.ts';
import { examplesOf, mergedExamples } from './mailData.ts';

const languageNames = { sv: 'svenska', en: 'engelska' } as const;

interface Shown {
  readonly mail: FinishedMail;
  /** Name of the mail's own page. */
  readonly page: string;
}

const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const style = `:root{color-scheme:light;font-family:system-ui,sans-serif;line-height:1.4}
body{margin:0 auto;max-width:1900px;padding:16px}
nav{columns:16em;margin-bottom:32px}
section{border-top:2px solid #555;padding:8px 0 24px}
.row{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}
pre{white-space:pre-wrap;overflow-wrap:anywhere;width:360px;margin:0;padding:8px;border:1px solid #777;box-sizing:border-box}
figure{margin:0}
iframe{border:1px solid #777;height:640px;display:block}
.narrow{width:360px}
.wide{width:680px;height:520px}
.dark{color-scheme:dark;background:#121212}
.subject{font-weight:600}`;

const frame = (page: string, kind: string, caption: string): string =>
  `<figure><iframe class="${kind}" src="${page}" loading="lazy" title="${escapeHtml(caption)}"></iframe><figcaption>${escapeHtml(caption)}</figcaption></figure>`;

const shown = ({ mail, page }: Shown): string =>
  [
    `<p class="subject">${escapeHtml(mail.subject)} <small>(${mail.subject.length} tecken)</small> <a href="${page}">egen sida</a></p>`,
    '<div class="row">',
    `<pre>${escapeHtml(mail.text)}</pre>`,
    frame(page, 'narrow', 'Telefon, 360 px'),
    frame(page, 'narrow dark', 'Telefon, mörkt läge'),
    frame(page, 'wide', 'Bred skärm'),
    '</div>',
  ].join('\n');

const page = (title: string, body: string): string =>
  `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;

/**
 * Writes the catalogue.
 * @param folder an empty or new folder
 * @returns the path of the page to open
 */
export function writeCatalogue(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const names = Object.keys(mailTemplates).filter(isTemplateName);
  for (const language of languages) {
    const sections = names.map((name) => {
      const mails = examplesOf(name, language).map(({ mail }, index): Shown => {
        const own = `${name}.${index + 1}.${language}.html`;
        writeFileSync(join(folder, own), mail.html);
        return { mail, page: own };
      });
      return `<section id="${name}"><h2>${name} <small>version ${mailTemplates[name].version}</small></h2>\n${mails.map(shown).join('\n')}</section>`;
    });
    const merged = mergedExamples(language).map((mail, index): Shown => {
      const own = `together.${index + 1}.${language}.html`;
      writeFileSync(join(folder, own), mail.html);
      return { mail, page: own };
    });
    sections.push(
      `<section id="together"><h2>Flera i samma mejl</h2>\n${merged.map(shown).join('\n')}</section>`,
    );
    const index = [...names, 'together'].map((name) => `<a href="#${name}">${name}</a><br>`).join('\n');
    const others = languages
      .filter((other) => other !== language)
      .map((other) => `<a href="index.${other}.html">På ${languageNames[other]}</a>`);
    writeFileSync(
      join(folder, `index.${language}.html`),
      page(
        `Alla mejl på ${languageNames[language]}`,
        `<p>${others.join(' ')}</p>\n<nav>${index}</nav>\n${sections.join('\n')}`,
      ),
    );
  }
  const start = languages.map((one) => `<li><a href="index.${one}.html">${languageNames[one]}</a></li>`);
  writeFileSync(
    join(folder, 'index.html'),
    page(
      'Alla slags mejl',
      `<p>${names.length} slag, med påhittade uppgifter.</p>\n<ul>${start.join('')}</ul>`,
    ),
  );
  return join(folder, 'index.html');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'ledarresan-mejl-'));
  process.stdout.write(`Öppna i en webbläsare:\n${writeCatalogue(folder)}\n`);
}
