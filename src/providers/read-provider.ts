import type { Provider } from '../domain/provider.ts'

const providersByType: ReadonlyMap<string, Provider> = new Map([
  ['LINKEDIN', 'LINKEDIN'],
  ['WHATSAPP', 'WHATSAPP'],
  ['INSTAGRAM', 'INSTAGRAM'],
  ['TELEGRAM', 'TELEGRAM'],
  ['TWITTER', 'X'],
  ['X', 'X'],
  ['MESSENGER', 'MESSENGER'],
])

/** Our name for upstream's account type; null for one that is no messaging network of ours. */
export function readProvider(type: string): Provider | null {
  return providersByType.get(type) ?? null
}
