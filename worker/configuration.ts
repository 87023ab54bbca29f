/** The environment of a worker, checked before anything is connected. */
import { join } from 'node:path';
import { z } from 'zod';
import type { IssuingOptions } from '../activities/certification/issuing.ts';
import { passphraseVariable } from '../activities/certification/keys.ts';

/** What is wrong with the environment, one line each: what, where, what to do. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const url = (protocols: readonly string[], example: string) =>
  z.string(`is missing; for instance ${example}`).refine(
    (text) => {
      const parsed = tryUrl(text);
      return parsed !== null && protocols.includes(parsed.protocol);
    },
    { error: `must be an address such as ${example}` },
  );

function tryUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** What a compose file leaves empty was not given. */
const unset = (value: unknown) => (value === '' ? undefined : value);

/** For commands that only ask the database. */
const facts = z
  .object({
    DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://user@host:5432/ledarresan'),
    /** `outbox` writes messages to a folder, `redirect` sends all to one address; only an explicit `live` sends them. */
    SEND: z
      .enum(['outbox', 'redirect', 'live'], { error: 'must be outbox, redirect or live' })
      .default('outbox'),
    SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
    SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(5),
    /** Messages a second at most; without it as many as the server takes. */
    SMTP_RATE: z.coerce.number().positive().max(1000).optional(),
    /** The domain that may be sent from; must be that of the region's sender, so that a trial region never sends. */
    SENDER_DOMAIN: z.preprocess(
      unset,
      z
        .string()
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain, for instance utbildning.example.se')
        .optional(),
    ),
    REDIRECT_TO: z.preprocess(unset, z.email('must be an address').optional()),
    OUTBOX_FOLDER: z.string().min(1).default('outbox'),
    DOCUMENTS_FOLDER: z.string().min(1).default('documents'),
    /** Keys and certificates of those who sign documents: see activities/certification/keys.ts. */
    SIGNING_FOLDER: z.string().min(1).default('signing'),
    /** Where people reach the public pages: status of certificates, calendars. Without it there are none. */
    PUBLIC_URL: z.preprocess(
      unset,
      url(['https:', 'http:'], 'https://ledarresan.example.se')
        .transform((text) => text.replace(/\/+$/, ''))
        .optional(),
    ),
    /** What codes on certificates and addresses of calendars derive from; the same for as long as the installation lives. */
    CERTIFICATE_SECRET: z.preprocess(
      unset,
      z.string().min(32, 'must have at least 32 characters, drawn at random').optional(),
    ),
    /** Where e-invoices leave with SEND live; otherwise they lie with the mails of the outbox. */
    EINVOICES_FOLDER: z.string().min(1).default('einvoices'),
  })
  .refine((env) => env.SEND === 'outbox' || env.SMTP_URL !== undefined, {
    path: ['SMTP_URL'],
    error: 'is missing although SEND is not outbox; give the SMTP server, or leave SEND out',
  })
  .refine((env) => env.SEND !== 'live' || env.SENDER_DOMAIN !== undefined, {
    path: ['SENDER_DOMAIN'],
    error: "is missing although SEND is live; give the domain of the region's sender address",
  })
  .refine((env) => env.PUBLIC_URL === undefined || env.CERTIFICATE_SECRET !== undefined, {
    path: ['CERTIFICATE_SECRET'],
    error: 'is missing although PUBLIC_URL is given; draw it at random, for instance: openssl rand -hex 32',
  })
  .refine((env) => env.SEND !== 'live' || !env.PUBLIC_URL?.startsWith('http:'), {
    path: ['PUBLIC_URL'],
    error: 'must be an https address when SEND is live',
  })
  .refine((env) => env.SEND !== 'redirect' || env.REDIRECT_TO !== undefined, {
    path: ['REDIRECT_TO'],
    error: 'is missing although SEND is redirect; give the address that receives every mail',
  });

const temporal = z.object({
  TEMPORAL_ADDRESS: z
    .string('is missing; for instance localhost:7233')
    .regex(/^[^\s/]+:\d+$/, 'must be host:port, for instance localhost:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  WAKE_BATCH: z.coerce.number().int().min(1).max(500).default(200),
  WAKE_INTERVAL_MS: z.coerce.number().int().min(0).max(60_000).default(1_000),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  PUBLIC_PORT: z.coerce.number().int().min(0).max(65535).default(8081),
  /** How many proxies stand before the public pages: so many addresses of X-Forwarded-For are believed. */
  PUBLIC_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command needs that works on the facts. */
export interface FactsConfiguration {
  readonly databaseUrl: string;
  readonly mail:
    | {
        readonly send: 'live';
        readonly smtpUrl: string;
        readonly connections: number;
        /** Messages a second at most. */
        readonly ratePerSecond?: number;
        /** Receives every mail in place of those it is for. */
        readonly redirectTo?: string;
        /** Must be the domain of the region's sender. */
        readonly senderDomain?: string;
        /** Whether the server took a message; only where it can be asked, as the embedded catcher can. */
        readonly ask?: (messageId: string) => Promise<boolean>;
      }
    | { readonly send: 'outbox'; readonly folder: string };
  readonly documentsFolder: string;
  readonly issuing: IssuingOptions;
  readonly eInvoicesFolder: string;
}

/** What a worker needs. */
export interface Configuration extends FactsConfiguration {
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  /** How fast wake-ups are delivered when many lives are to plan again. */
  readonly wake: { readonly batch: number; readonly intervalMs: number };
  /** Port of the health page; 0 for any free one. */
  readonly healthPort: number;
  /** Port of the public pages; 0 for any free one. There are none without `issuing.publicUrl`. */
  readonly publicPort: number;
  /** How many proxies of ours stand before them. */
  readonly publicProxies: number;
}

const problemsOf = (error: z.ZodError | undefined): string[] =>
  (error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`);

/** @throws ConfigurationError naming every variable that is wrong */
export function readFactsConfiguration(env: Environment): FactsConfiguration {
  const parsed = facts.safeParse(env);
  if (!parsed.success) throw new ConfigurationError(problemsOf(parsed.error));
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL,
    mail:
      data.SEND !== 'outbox' && data.SMTP_URL !== undefined
        ? {
            send: 'live',
            smtpUrl: data.SMTP_URL,
            connections: data.SMTP_CONNECTIONS,
            ...(data.SMTP_RATE === undefined ? {} : { ratePerSecond: data.SMTP_RATE }),
            ...(data.SEND === 'redirect' && data.REDIRECT_TO !== undefined
              ? { redirectTo: data.REDIRECT_TO }
              : {}),
            ...(data.SENDER_DOMAIN === undefined ? {} : { senderDomain: data.SENDER_DOMAIN }),
          }
        : { send: 'outbox', folder: data.OUTBOX_FOLDER },
    documentsFolder: data.DOCUMENTS_FOLDER,
    issuing: {
      publicUrl: data.PUBLIC_URL ?? '',
      secret: data.CERTIFICATE_SECRET ?? '',
      folder: data.SIGNING_FOLDER,
      passphrase: (issuer) => env[passphraseVariable(issuer)],
      // Whoever sends for real signs with keys that somebody has vouched for.
      develop: data.SEND !== 'live',
    },
    eInvoicesFolder: data.SEND === 'live' ? data.EINVOICES_FOLDER : join(data.OUTBOX_FOLDER, 'einvoices'),
  };
}

/** @throws ConfigurationError naming every variable that is wrong */
export function readConfiguration(env: Environment): Configuration {
  const parsed = temporal.safeParse(env);
  if (!parsed.success) {
    throw new ConfigurationError([...problemsOf(facts.safeParse(env).error), ...problemsOf(parsed.error)]);
  }
  return {
    ...readFactsConfiguration(env),
    temporalAddress: parsed.data.TEMPORAL_ADDRESS,
    temporalNamespace: parsed.data.TEMPORAL_NAMESPACE,
    wake: { batch: parsed.data.WAKE_BATCH, intervalMs: parsed.data.WAKE_INTERVAL_MS },
    healthPort: parsed.data.HEALTH_PORT,
    publicPort: parsed.data.PUBLIC_PORT,
    publicProxies: parsed.data.PUBLIC_PROXIES,
  };
}
