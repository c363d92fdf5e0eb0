import { InvalidConfigurationError } from '../domain/errors.ts'
import { type LookupMethod, lookupMethodsOf } from '../domain/lookup.ts'
import { type Provider, providers } from '../domain/provider.ts'

/** So many lookups in so long a window. */
export type BudgetWindow = { readonly limit: number; readonly windowMs: number }

export type MethodBudget = {
  /** All of them hold. */
  readonly windows: readonly BudgetWindow[]
  /** The mean pause between two lookups that nobody waits for; each pause differs from it by up to a half. */
  readonly spacingMs: number
  readonly source: 'DEFAULT' | 'CONFIGURED'
}

/** The budget of each method at each provider. Every account has its own. */
export type BudgetSettings = (provider: Provider, method: LookupMethod) => MethodBudget

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const perHour = (limit: number): BudgetWindow => ({ limit, windowMs: hour })
const perDay = (limit: number): BudgetWindow => ({ limit, windowMs: day })

/**
 * LinkedIn bears about 100 profiles a day, fewer from a new account; Instagram 100 actions of any kind a day and 10 an
 * hour. The others publish nothing, so they get what the strictest known network bears.
 */
const defaults: Readonly<Record<Provider, Omit<MethodBudget, 'source'>>> = {
  LINKEDIN: { windows: [perDay(80), perHour(20)], spacingMs: 3 * minute },
  INSTAGRAM: { windows: [perDay(80), perHour(8)], spacingMs: 8 * minute },
  WHATSAPP: { windows: [perDay(80), perHour(20)], spacingMs: 30 * second },
  TELEGRAM: { windows: [perDay(80), perHour(20)], spacingMs: 90 * second },
  X: { windows: [perDay(80), perHour(20)], spacingMs: 90 * second },
  MESSENGER: { windows: [perDay(80), perHour(20)], spacingMs: 90 * second },
}

/** What holds unless something else is configured. */
export const defaultBudgets: BudgetSettings = (provider) => ({ ...defaults[provider], source: 'DEFAULT' })

const setting = /^(\w+)\.(\w+)=(\d+\/\w+(?:,\d+\/\w+)*)(?:@(\d+)s)?$/
/** The largest number that GraphQL's `Int` can tell. */
const highestLimit = 2 ** 31 - 1
const units: Readonly<Record<string, number>> = { second, minute, hour, day }

/**
 * Reads settings like `LINKEDIN.PROFILE=50/day,10/hour@120s INSTAGRAM.PROFILE=40/day`: windows, and after the `@` the
 * mean spacing in seconds. What is not named keeps its default. Throws InvalidConfigurationError for anything else.
 */
export function parseBudgets(text: string): BudgetSettings {
  const configured = new Map<string, MethodBudget>()
  for (const entry of text.split(/\s+/).filter((part) => part !== '')) {
    const [, providerText = '', methodText = '', windowsText = '', spacing] = setting.exec(entry) ?? []
    const windows = windowsText.split(',').map(parseWindow)
    const usable = windows.filter((window) => window !== null)
    const provider = providers.find((name) => name === providerText)
    const method = provider && lookupMethodsOf(provider).find((name) => name === methodText)
    if (!method || usable.length < windows.length) throw refusal(entry, 'is no budget: it should be like')
    const name = `${provider}.${method}`
    if (configured.has(name)) throw refusal(entry, `is a second budget for ${name}: there should be one, like`)
    const spacingMs = spacing === undefined ? defaults[provider].spacingMs : Number(spacing) * second
    configured.set(name, { windows: usable, spacingMs, source: 'CONFIGURED' })
  }
  return (provider, method) => configured.get(`${provider}.${method}`) ?? defaultBudgets(provider, method)
}

/** `what` is between the entry and an example of a right one. */
function refusal(entry: string, what: string): InvalidConfigurationError {
  const example = 'LINKEDIN.PROFILE=50/day,10/hour@120s'
  return new InvalidConfigurationError(`ACQUAINT_LOOKUP_BUDGETS: ${JSON.stringify(entry)} ${what} ${example}.`)
}

function parseWindow(text: string): BudgetWindow | null {
  const [limit = '', unit = ''] = text.split('/')
  const windowMs = units[unit]
  return windowMs === undefined || Number(limit) < 1 || Number(limit) > highestLimit
    ? null
    : { limit: Number(limit), windowMs }
}
