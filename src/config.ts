import { z } from 'zod'

/** Where the data comes from: a Unipile workspace, or the sandbox that ships with Acquaint. */
export type UpstreamConfig =
  | { readonly kind: 'unipile'; readonly baseUrl: string; readonly apiKey: string }
  | { readonly kind: 'sandbox'; readonly size: 'tiny' | 'demo' | 'large'; readonly seed: number }

export type Config = {
  readonly host: string
  readonly port: number
  readonly upstream: UpstreamConfig
  /** A PostgreSQL server; null for the embedded database in `dataDirectory`. */
  readonly databaseUrl: string | null
  readonly dataDirectory: string
  /** About how many megabytes of answers are kept to be given again while nothing has changed; none for 0. */
  readonly readCacheMegabytes: number
  /** How many of an account's messages the first sync reads at most, the latest first. */
  readonly messagesPerAccount: number
  /** What providers may be asked, as `parseBudgets` reads it; empty for the defaults. */
  readonly lookupBudgets: string
  /** How many users one operation may ask providers about, unless it says itself. */
  readonly lookupsPerOperation: number
  /** Where owners log in again, with `{account}` for the account's Unipile ID; null when there is no such page. */
  readonly reconnectUrl: string | null
  /** A Redis or Valkey server for what gateways share; null to share it through the database. */
  readonly redisUrl: string | null
  /** Names that lead to the server, beside `localhost`. */
  readonly hosts: readonly string[]
  /** The origins of other sites whose scripts may read answers. */
  readonly corsOrigins: readonly string[]
  /** A file with the only documents that are answered; null when any is. */
  readonly trustedDocuments: string | null
  /** What upstream proves its webhooks by; null refuses them all. */
  readonly webhookSecret: string | null
  /** How often an account is read again, in case a webhook was lost. */
  readonly readEveryMinutes: number
  /** For how long the change log is kept. */
  readonly changesKeptDays: number
  /** How long a client may stop reading its answer before it is hung up on. */
  readonly stalledAfterSeconds: number
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** A setting has a value it can't have. The message names the variable and says what it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Plain digits: what else JavaScript takes for a number is more likely a slip. */
const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((number) => number >= minimum && number <= maximum)
    .meta({ wants: `a whole number from ${minimum} to ${maximum}` })

const oneOf = <const Value extends string>(...values: readonly [Value, ...Value[]]) =>
  z.enum(values).meta({ wants: `one of ${values.join(', ')}` })

const url = (schemes: readonly string[], example: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol))
    .meta({ wants: `an address like ${example}` })

const listOf = (isOne: (text: string) => boolean, wants: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((list) => list.every(isOne))
    .meta({ wants: `${wants}, with commas between them` })

const isHostName = (text: string) => /^[\w-]+(\.[\w-]+)*$/.test(text)
const isOrigin = (text: string) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text

const Environment = z.object({
  HOST: z.string().regex(/^\S+$/).meta({ wants: 'a host name or address' }).default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  UNIPILE_DSN: z
    .string()
    .regex(/^(https?:\/\/)?[\w.-]+(:\d+)?(\/api\/v1)?\/?$/)
    .refine((dsn) => URL.canParse(/^https?:/.test(dsn) ? dsn : `https://${dsn}`))
    .meta({ wants: 'the DSN of your Unipile dashboard, like api1.unipile.com:13111' })
    .optional(),
  UNIPILE_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/)
    .meta({ wants: 'an access token of your Unipile dashboard, on one line' })
    .optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database').optional(),
  ACQUAINT_DATA_DIR: z.string().default('.acquaint'),
  ACQUAINT_SANDBOX_SIZE: oneOf('tiny', 'demo', 'large').default('demo'),
  ACQUAINT_SANDBOX_SEED: wholeNumber(0, 2 ** 31 - 1).default(1),
  ACQUAINT_READ_CACHE_MB: wholeNumber(0, 65_536).default(64),
  ACQUAINT_MESSAGES_PER_ACCOUNT: wholeNumber(0, 10_000_000).default(10_000),
  ACQUAINT_LOOKUP_BUDGETS: z
    .string()
    .regex(/^[\w.=/,@ ]*$/)
    .meta({ wants: 'budgets like LINKEDIN.PROFILE=50/day,10/hour@120s' })
    .default(''),
  ACQUAINT_LOOKUPS_PER_OPERATION: wholeNumber(0, 1000).default(10),
  ACQUAINT_RECONNECT_URL: url(['http:', 'https:'], 'https://example.com/reconnect/{account}').optional(),
  ACQUAINT_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/)
    .meta({ wants: 'at least 16 letters, digits and signs, without spaces' })
    .optional(),
  ACQUAINT_READ_EVERY_MINUTES: wholeNumber(1, 24 * 60).default(10),
  ACQUAINT_CHANGES_KEPT_DAYS: wholeNumber(1, 3650).default(30),
  ACQUAINT_STALLED_AFTER_SECONDS: wholeNumber(1, 3600).default(30),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  ACQUAINT_HOSTS: listOf(isHostName, 'host names like acquaint.example.com').optional(),
  ACQUAINT_CORS_ORIGINS: listOf(isOrigin, 'origins like https://app.example.com').optional(),
  ACQUAINT_TRUSTED_DOCUMENTS: z.string().optional(),
  ACQUAINT_LOG_LEVEL: oneOf('silent', 'error', 'warn', 'info', 'debug').default('info'),
})

const loopback = /^(localhost|127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}|::1)$/i

/** The only reader of the environment. Throws ConfigError at start, rather than failing at first use. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty value is how shells and container files write “not set”.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const { data, error } = Environment.safeParse(given)
  if (error) throw new ConfigError(explain(error, given))

  if (!loopback.test(data.HOST)) {
    throw new ConfigError(
      `HOST is ${data.HOST}, where others could read your conversations: without authentication Acquaint serves this ` +
        'machine only, so HOST should be 127.0.0.1, ::1 or localhost.',
    )
  }
  return {
    host: data.HOST,
    port: data.PORT,
    upstream: readUpstream(data),
    databaseUrl: data.DATABASE_URL ?? null,
    dataDirectory: data.ACQUAINT_DATA_DIR,
    readCacheMegabytes: data.ACQUAINT_READ_CACHE_MB,
    messagesPerAccount: data.ACQUAINT_MESSAGES_PER_ACCOUNT,
    lookupBudgets: data.ACQUAINT_LOOKUP_BUDGETS,
    lookupsPerOperation: data.ACQUAINT_LOOKUPS_PER_OPERATION,
    reconnectUrl: data.ACQUAINT_RECONNECT_URL ?? null,
    webhookSecret: data.ACQUAINT_WEBHOOK_SECRET ?? null,
    readEveryMinutes: data.ACQUAINT_READ_EVERY_MINUTES,
    changesKeptDays: data.ACQUAINT_CHANGES_KEPT_DAYS,
    stalledAfterSeconds: data.ACQUAINT_STALLED_AFTER_SECONDS,
    redisUrl: data.REDIS_URL ?? null,
    hosts: data.ACQUAINT_HOSTS ?? [],
    corsOrigins: data.ACQUAINT_CORS_ORIGINS ?? [],
    trustedDocuments: data.ACQUAINT_TRUSTED_DOCUMENTS ?? null,
    logLevel: data.ACQUAINT_LOG_LEVEL,
  }
}

function readUpstream(data: z.infer<typeof Environment>): UpstreamConfig {
  const { UNIPILE_DSN: baseUrl, UNIPILE_API_KEY: apiKey } = data
  if (baseUrl && apiKey) return { kind: 'unipile', baseUrl, apiKey }
  if (baseUrl) throw new ConfigError('UNIPILE_DSN is set, so UNIPILE_API_KEY should be too: an access token.')
  if (apiKey)
    throw new ConfigError('UNIPILE_API_KEY is set, so UNIPILE_DSN should be too: like api1.unipile.com:13111.')
  return { kind: 'sandbox', size: data.ACQUAINT_SANDBOX_SIZE, seed: data.ACQUAINT_SANDBOX_SEED }
}

const secret = /KEY|URL|TOKEN|SECRET/

function explain(error: z.ZodError, given: Record<string, unknown>): string {
  const name = String(error.issues[0]?.path[0])
  const shape: Record<string, z.ZodType | undefined> = Environment.shape
  const wants = inner(shape[name])?.meta()?.['wants']
  const value = secret.test(name) ? 'something else' : JSON.stringify(given[name])
  return `${name} is ${value}, but it should be ${wants}.`
}

function inner(type: z.ZodType | undefined): z.ZodType | undefined {
  return type instanceof z.ZodDefault || type instanceof z.ZodOptional ? inner(type.unwrap() as z.ZodType) : type
}
