/**
 * Whether a certificate holds, for whoever has its code: a page, or JSON for programs. It says nothing of whose it is; who
 * types the name on the certificate is told whether it is that one, and can have the verifiable credential. Beside it stand
 * the addresses that a credential names: status lists, keys and issuers.
 */
import { createPublicKey } from 'node:crypto';
import { profileAddress } from '../../activities/certification/addresses.ts';
import { readCode } from '../../activities/certification/codes.ts';
import { type Issuer, type Issuing, regionIssuer } from '../../activities/certification/issuing.ts';
import { type CertificateStatus, confirmName, statusByCode } from '../../activities/certification/lookUp.ts';
import { statusList } from '../../activities/certification/statusList.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { type Language, languages } from '../../domain/region.ts';
import { certificatePage, messagePage, pageHeaders } from '../../templates/pages/certificate.ts';
import { createLimiter, type RateLimit } from './limits.ts';
import type { PublicAnswer, PublicRequest, PublicRoute } from './server.ts';

export interface CertificateLimits {
  /** Codes that one address may ask about. */
  readonly lookUps: RateLimit;
  /** Names that one address may try, and that may be tried for one certificate from anywhere. */
  readonly names: RateLimit;
}

const usual: CertificateLimits = {
  lookUps: { burst: 60, refillMs: 1_000 },
  names: { burst: 5, refillMs: 60_000 },
};

/** @param now milliseconds of a clock that never goes back, for the limits */
export function certificateRoute(
  deps: Dependencies,
  issuing: Issuing,
  now: () => number,
  limits: CertificateLimits = usual,
): PublicRoute {
  const lookUps = createLimiter(limits.lookUps, now);
  const names = createLimiter(limits.names, now);
  return async (request) => {
    const [first, ...rest] = request.path;
    switch (first) {
      case 'c':
        return lookUps.allows(request.client) ? certificate(request, rest) : tooMany(request);
      case 'status':
        return list(rest);
      case 'keys':
        return key(rest);
      case 'issuers':
        return issuer(rest);
      default:
        return undefined;
    }
  };

  async function certificate(
    request: PublicRequest,
    [typed = '', what = '']: readonly string[],
  ): Promise<PublicAnswer> {
    const code = readCode(typed);
    const status = code === undefined ? undefined : await statusByCode(deps, code);
    if (status === undefined) return unknown(request);
    if (request.method === 'GET') return what === '' ? told(request, status) : unknown(request);
    if (!names.allows(`address ${request.client}`) || !names.allows(`code ${status.code}`))
      return tooMany(request);
    const name = nameIn(request);
    const confirmed = await confirmName(deps, status.code, name);
    if (what === 'credential' && confirmed !== undefined)
      return credential(confirmed.credential, status.code);
    return told(request, status, { name, confirmed });
  }

  /** By issuer and year. */
  async function list([code = '', year = '', ...more]: readonly string[]): Promise<PublicAnswer | undefined> {
    const found = await issuerBy(code);
    if (found === undefined || !/^20\d{2}$/.test(year) || more.length > 0) return undefined;
    const name = { issuer: code, year: Number(year) };
    return {
      status: 200,
      headers: { 'content-type': 'application/vc+jwt', 'cache-control': 'public, max-age=300', ...anywhere },
      body: await statusList(deps, issuing, found, name),
    };
  }

  /** The public key that a signature names, as a JSON Web Key. */
  async function key([id = '', ...more]: readonly string[]): Promise<PublicAnswer | undefined> {
    const found = (await issuing.certificates()).find(({ keyId }) => keyId === id);
    if (found === undefined || more.length > 0) return undefined;
    const jwk = createPublicKey(found.publicKey).export({ format: 'jwk' });
    return json({ ...jwk, use: 'sig', alg: 'RS256', kid: `${issuing.publicUrl}/keys/${id}` });
  }

  async function issuer([code = '', ...more]: readonly string[]): Promise<PublicAnswer | undefined> {
    const found = await issuerBy(code);
    if (found === undefined || more.length > 0) return undefined;
    return json({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id: profileAddress(issuing.publicUrl, code),
      type: ['Profile'],
      name: found.name,
    });
  }

  async function issuerBy(code: string): Promise<Issuer | undefined> {
    const { sellers, senderName } = await deps.reference();
    if (code === regionIssuer) return { code, name: senderName };
    const seller = sellers.find((one) => one.code === code);
    return seller && { code, name: seller.name };
  }
}

/** Lists, keys and issuers are for programs of any site; the pages about single certificates are not. */
const anywhere = { 'access-control-allow-origin': '*' } as const;

const json = (value: unknown): PublicAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300', ...anywhere },
  body: `${JSON.stringify(value)}\n`,
});

interface Asked {
  readonly name: string;
  readonly confirmed: Awaited<ReturnType<typeof confirmName>>;
}

/** The same fields whatever the answer; `nameConfirmed` is null when no name was asked about. */
function told(request: PublicRequest, status: CertificateStatus, asked?: Asked): PublicAnswer {
  if (wantsJson(request)) {
    const { code, standing, reason, kind, issuer, issuedOn, validUntil, since } = status;
    const told = { code, standing, reason, kind, issuer: issuer.name, issuedOn, validUntil, since };
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: `${JSON.stringify({ ...told, nameConfirmed: asked === undefined ? null : asked.confirmed !== undefined })}\n`,
    };
  }
  return { status: 200, headers: pageHeaders, body: certificatePage(status, languageOf(request), asked) };
}

const credential = (token: string, code: string): PublicAnswer => ({
  status: 200,
  headers: {
    'content-type': 'application/vc+jwt',
    'content-disposition': `attachment; filename="${code}.jwt"`,
  },
  body: token,
});

const unknown = (request: PublicRequest): PublicAnswer => failed(request, 404, 'unknown');
const tooMany = (request: PublicRequest): PublicAnswer => failed(request, 429, 'too_many');

function failed(request: PublicRequest, status: number, error: 'unknown' | 'too_many'): PublicAnswer {
  return wantsJson(request)
    ? { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify({ error })}\n` }
    : { status, headers: pageHeaders, body: messagePage(error, languageOf(request)) };
}

const wantsJson = (request: PublicRequest): boolean => {
  const accept = request.header('accept');
  return accept.includes('application/json') && !accept.includes('text/html');
};

/** The one that the address asks for, else the first that the reader's browser prefers and we have. */
function languageOf({ query, header }: PublicRequest): Language {
  const wishes = [query.get('lang') ?? '', ...header('accept-language').split(',')].map((wish) =>
    wish.trim().slice(0, 2),
  );
  return (
    languages.find((language) => language === wishes.find((wish) => languages.some((one) => one === wish))) ??
    'sv'
  );
}

function nameIn({ body, header }: PublicRequest): string {
  if (!header('content-type').includes('application/json'))
    return new URLSearchParams(body).get('name') ?? '';
  try {
    const parsed: unknown = JSON.parse(body);
    const name: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'name') : '';
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}
