/**
 * A second opinion on signed PDFs: reads the CMS by hand (RFC 5652, DER) and checks it with Node's own cryptography. Shares
 * nothing with the code that signs.
 */
import { createHash, verify, X509Certificate } from 'node:crypto';

interface Node {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content. */
  readonly whole: Buffer;
}

function read(bytes: Buffer): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    let start = at + 2;
    if (length > 0x80) {
      const size = length - 0x80;
      length = bytes.readUIntBE(start, size);
      start += size;
    }
    nodes.push({
      tag,
      content: bytes.subarray(start, start + length),
      whole: bytes.subarray(at, start + length),
    });
    at = start + length;
  }
  return nodes;
}

const child = (node: Node | undefined, index: number): Node => {
  const found = node && read(node.content)[index];
  if (found === undefined) throw new Error('the message is not built as expected');
  return found;
};

const oids = {
  contentType: '06092a864886f70d010903',
  messageDigest: '06092a864886f70d010904',
  signingTime: '06092a864886f70d010905',
  signingCertificateV2: '060b2a864886f70d010910022f',
};

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export interface SignedPdf {
  readonly subject: string;
  readonly coversAll: boolean;
  readonly digestHolds: boolean;
  readonly signatureHolds: boolean;
  /** The signing certificate is named by its hash, as PAdES asks, and no time stands in the attributes. */
  readonly namesCertificate: boolean;
  readonly saysTime: boolean;
  readonly subFilter: string;
  /** Revisions: 1 as rendered, 2 with the signature added after it. */
  readonly revisions: number;
}

export function readSignedPdf(pdf: Uint8Array): SignedPdf {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  const range = /\/ByteRange \[(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(text)?.slice(1).map(Number) ?? [];
  const [a = -1, b = 0, c = 0, d = 0] = range;
  const message = Buffer.from(text.slice(b + 1, c - 1), 'hex');
  const signed = child(child(read(message)[0], 1), 0);
  const parts = read(signed.content);
  const certificates = parts.find(({ tag }) => tag === 0xa0);
  const certificate = new X509Certificate(child(certificates, 0).whole);
  const info = child(parts.at(-1), 0);
  const fields = read(info.content);
  const attributes = fields.find(({ tag }) => tag === 0xa0);
  if (attributes === undefined) throw new Error('nothing is signed');
  const values = new Map(
    read(attributes.content).map((one) => [child(one, 0).whole.toString('hex'), child(child(one, 1), 0)]),
  );
  const digest = sha256(bytes.subarray(a, a + b), bytes.subarray(c, c + d));
  // Signed as a SET, stored with a tag of its own.
  const set = Buffer.from(attributes.whole);
  set[0] = 0x31;
  const named = values.get(oids.signingCertificateV2);
  return {
    subject: certificate.subject,
    coversAll: a === 0 && c + d === bytes.length && text[b] === '<' && text[c - 1] === '>',
    digestHolds: values.get(oids.messageDigest)?.content.equals(digest) === true,
    signatureHolds: verify('sha256', set, certificate.publicKey, fields.at(-1)?.content ?? Buffer.alloc(0)),
    namesCertificate:
      named !== undefined && child(child(child(named, 0), 0), 0).content.equals(sha256(certificate.raw)),
    saysTime: values.has(oids.signingTime),
    subFilter: /\/SubFilter \/([\w.]+)/.exec(text)?.[1] ?? '',
    revisions: text.match(/%%EOF/g)?.length ?? 0,
  };
}
