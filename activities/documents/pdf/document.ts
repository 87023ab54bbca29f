/** pdfkit's document as PDF/A-3a and PDF/UA-1, with fonts that are parsed once and metadata that is valid XML. */
import type { TDocumentDefinitions, TDocumentInformation } from 'pdfmake/interfaces.js';
import type { Typeface } from './fonts.ts';
import { type DocumentFont, PdfmakeDocument } from './internals.ts';

/** The typefaces by what pdfmake asks for; there is one family. */
export type Typefaces = Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', Typeface>>;

/** Says that the file is PDF/UA-1; PDF/A wants a description of what it does not know itself. */
const accessible = `
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas>
                <rdf:Bag>
                    <rdf:li rdf:parseType="Resource">
                        <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
                        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                        <pdfaSchema:property>
                            <rdf:Seq>
                                <rdf:li rdf:parseType="Resource">
                                    <pdfaProperty:name>part</pdfaProperty:name>
                                    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                                    <pdfaProperty:category>internal</pdfaProperty:category>
                                    <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
                                </rdf:li>
                            </rdf:Seq>
                        </pdfaSchema:property>
                    </rdf:li>
                </rdf:Bag>
            </pdfaExtension:schemas>
        </rdf:Description>
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        `;

const xmlEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => xmlEscapes[character] ?? character);
}

/** pdfkit's names of the metadata. */
function metadata(info: TDocumentInformation | undefined): Record<string, string | Date> {
  const given = {
    Title: info?.title,
    Author: info?.author,
    Subject: info?.subject,
    Creator: info?.creator,
    Producer: info?.producer ?? 'pdfmake',
    CreationDate: info?.creationDate,
    ModDate: info?.modDate,
  };
  const found: Record<string, string | Date> = {};
  for (const [name, value] of Object.entries(given)) if (value !== undefined) found[name] = value;
  return found;
}

export class TaggedDocument extends PdfmakeDocument {
  readonly #typefaces: Typefaces;
  readonly #drawn: string[] = [];
  readonly #fonts = new Map<Typeface, DocumentFont>();

  constructor(
    definition: TDocumentDefinitions,
    size: { width: number; height: number },
    typefaces: Typefaces,
  ) {
    super(
      {},
      definition.images ?? {},
      {},
      {},
      {
        size: [size.width, size.height],
        pdfVersion: '1.7',
        subset: 'PDF/A-3a',
        tagged: true,
        displayTitle: true,
        lang: definition.language,
        autoFirstPage: false,
        info: metadata(definition.info),
        font: null,
      },
      null,
      () => false,
    );
    this.#typefaces = typefaces;
    // Bookmarks are for who wants them: a letter opens as a letter.
    this._root.data.PageMode = 'UseNone';
  }

  override provideFont(_family: string, bold: boolean, italics: boolean): DocumentFont {
    const typeface =
      this.#typefaces[bold ? (italics ? 'bolditalics' : 'bold') : italics ? 'italics' : 'normal'];
    const known = this.#fonts.get(typeface);
    if (known) return known;
    const font = typeface.inDocument(this, `F${this.#fonts.size + 1}`);
    this.#fonts.set(typeface, font);
    return font;
  }

  /** Keeps what is drawn until the page is done; pdfkit makes a buffer of every operator. */
  override addContent(operators: string): this {
    this.#drawn.push(operators);
    return this;
  }

  override flushPages(): void {
    if (this.#drawn.length > 0) this.page.write(this.#drawn.join('\n'));
    this.#drawn.length = 0;
    super.flushPages();
  }

  /** Ends the document and gives its bytes. */
  bytes(): Buffer {
    // A font that was only measured has nothing to embed.
    for (const font of this.#fonts.values()) this._fontFamilies[font.id] = font;
    this.appendXML(accessible);
    this.end();
    // pdfkit has written all of it by now.
    const bytes: unknown = this.read();
    if (!Buffer.isBuffer(bytes)) throw new Error('pdfkit left the file unfinished');
    return bytes;
  }

  /** pdfkit writes the texts into the XML as they are. */
  override _addInfo(): void {
    const { info } = this;
    this.info = Object.fromEntries(
      Object.entries(info).map(([name, value]) => [name, typeof value === 'string' ? escaped(value) : value]),
    );
    super._addInfo();
    this.info = info;
  }
}
