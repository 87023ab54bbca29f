/**
 * The signature of a PDF as PAdES B-B asks for it (ETSI EN 319 142-1): a CMS SignedData without the content, whose signed
 * attributes are the content's kind and digest and which certificate signed (signing-certificate-v2, RFC 5035).
 */
import { createHash, verify, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { Signer } from './issuing.ts';

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
} as const;

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const derOf = (value: { toBER(): ArrayBuffer }): Buffer => Buffer.from(value.toBER());
const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/**
 * @param digest SHA-256 of what is signed
 * @returns the DER of the ContentInfo, the same for the same digest and key
 */
export function signedMessage(digest: Uint8Array, signer: Signer): Uint8Array {
  const certificates = signer.chain.map((der) => pkijs.Certificate.fromBER(arrayBuffer(der)));
  const own = certificates[0];
  if (own === undefined) throw new RangeError('a signer without a certificate');
  // A SET in DER is sorted by its bytes, which for these three is by their length.
  const attributes = [
    attribute(oid.contentType, new asn1js.ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, new asn1js.OctetString({ valueHex: arrayBuffer(digest) })),
    attribute(oid.signingCertificateV2, certificateById(signer.certificate.der)),
  ];
  const signed = new asn1js.Set({ value: attributes.map((one) => one.toSchema()) });
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: algorithm(oid.sha256),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: algorithm(oid.sha256WithRsa),
    signature: new asn1js.OctetString({ valueHex: arrayBuffer(signer.sign(derOf(signed))) }),
  });
  const data = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [algorithm(oid.sha256)],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates,
    signerInfos: [info],
  });
  const content = new pkijs.ContentInfo({ contentType: oid.signedData, content: data.toSchema(true) });
  return derOf(content.toSchema());
}

const attribute = (type: string, value: asn1js.BaseBlock): pkijs.Attribute =>
  new pkijs.Attribute({ type, values: [value] });

const algorithm = (algorithmId: string): pkijs.AlgorithmIdentifier =>
  new pkijs.AlgorithmIdentifier({ algorithmId, algorithmParams: new asn1js.Null() });

/** SigningCertificateV2 with one ESSCertIDv2; its hash is SHA-256 where none is named. */
function certificateById(der: Uint8Array): asn1js.Sequence {
  const hash = new asn1js.OctetString({ valueHex: arrayBuffer(sha256(der)) });
  const id = new asn1js.Sequence({ value: [hash] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [id] })] });
}

/** What a message says about its signature. */
export type SignatureFinding =
  /** Signed by this certificate (DER), and nothing has been changed since. */
  | { readonly holds: true; readonly certificate: Uint8Array }
  | {
      readonly holds: false;
      readonly why: 'unreadable' | 'other_content' | 'bad_signature' | 'other_certificate';
    };

/**
 * Checks a message against the digest of what it should have signed. Says nothing about whether its certificate is
 * one to believe.
 */
export function checkMessage(der: Uint8Array, digest: Uint8Array): SignatureFinding {
  const read = readMessage(der);
  if (read === undefined) return { holds: false, why: 'unreadable' };
  const { certificate, info, attributes } = read;
  const said = octets(attributes.find(({ type }) => type === oid.messageDigest)?.values[0]);
  if (said === undefined || !said.equals(digest)) return { holds: false, why: 'other_content' };
  const signed = new asn1js.Set({ value: attributes.map((one) => one.toSchema()) });
  const key = new X509Certificate(certificate).publicKey;
  const signature = Buffer.from(info.signature.valueBlock.valueHexView);
  if (key.asymmetricKeyType !== 'rsa' || !verify('sha256', derOf(signed), key, signature)) {
    return { holds: false, why: 'bad_signature' };
  }
  const named = attributes.find(({ type }) => type === oid.signingCertificateV2)?.values[0];
  return names(named, certificate)
    ? { holds: true, certificate }
    : { holds: false, why: 'other_certificate' };
}

function readMessage(der: Uint8Array) {
  try {
    const content = pkijs.ContentInfo.fromBER(arrayBuffer(der));
    if (content.contentType !== oid.signedData) return undefined;
    const data = new pkijs.SignedData({ schema: content.content });
    const info = data.signerInfos[0];
    const attributes = info?.signedAttrs?.attributes;
    if (info === undefined || attributes === undefined || data.signerInfos.length !== 1) return undefined;
    if (!(info.sid instanceof pkijs.IssuerAndSerialNumber)) return undefined;
    const { issuer, serialNumber } = info.sid;
    const own = (data.certificates ?? []).find(
      (one): one is pkijs.Certificate =>
        one instanceof pkijs.Certificate &&
        one.issuer.isEqual(issuer) &&
        one.serialNumber.isEqual(serialNumber),
    );
    return own && { certificate: derOf(own.toSchema(false)), info, attributes };
  } catch {
    return undefined;
  }
}

const octets = (value: unknown): Buffer | undefined =>
  value instanceof asn1js.OctetString ? Buffer.from(value.valueBlock.valueHexView) : undefined;

/** Whether the attribute holds the hash of this certificate. */
function names(attributeValue: unknown, certificate: Uint8Array): boolean {
  let value = attributeValue;
  for (let depth = 0; depth < 3; depth += 1) {
    value = value instanceof asn1js.Sequence ? value.valueBlock.value[0] : undefined;
  }
  return octets(value)?.equals(sha256(certificate)) === true;
}
