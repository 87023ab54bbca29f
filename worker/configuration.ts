/** The environment of a worker, checked before anything is connected. */
import { z } from 'zod';

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

/** For commands that only ask the database. */
const facts = z
  .object({
    DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://user@host:5432/ledarresan'),
    /** `outbox` writes messages to a folder; only an explicit `live` sends them. */
    SEND: z.enum(['outbox', 'live'], { error: 'must be outbox or live' }).default('outbox'),
    SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
    SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(5),
    OUTBOX_FOLDER: z.string().min(1).default('outbox'),
    DOCUMENTS_FOLDER: z.string().min(1).default('documents'),
  })
  .refine((env) => env.SEND !== 'live' || env.SMTP_URL !== undefined, {
    path: ['SMTP_URL'],
    error: 'is missing although SEND is live; give the SMTP server, or leave SEND out to write to the outbox',
  });

const temporal = z.object({
  TEMPORAL_ADDRESS: z
    .string('is missing; for instance localhost:7233')
    .regex(/^[^\s/]+:\d+$/, 'must be host:port, for instance localhost:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
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
        /** Whether the server took a message; only where it can be asked, as the embedded catcher can. */
        readonly ask?: (messageId: string) => Promise<boolean>;
      }
    | { readonly send: 'outbox'; readonly folder: string };
  readonly documentsFolder: string;
}

/** What a worker needs. */
export interface Configuration extends FactsConfiguration {
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  /** Port of the health page; 0 for any free one. */
  readonly healthPort: number;
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
      data.SEND === 'live' && data.SMTP_URL !== undefined
        ? { send: 'live', smtpUrl: data.SMTP_URL, connections: data.SMTP_CONNECTIONS }
        : { send: 'outbox', folder: data.OUTBOX_FOLDER },
    documentsFolder: data.DOCUMENTS_FOLDER,
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
    healthPort: parsed.data.HEALTH_PORT,
  };
}
