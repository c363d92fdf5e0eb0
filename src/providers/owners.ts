import { type Provider, providers } from '../domain/provider.ts'
import { adapters } from './index.ts'

const byDomain: ReadonlyMap<string, Provider> = new Map(
  providers.flatMap((provider) => adapters[provider].domains.map((domain) => [domain, provider] as const)),
)
const byScheme: ReadonlyMap<string, Provider> = new Map(
  providers.flatMap((provider) => adapters[provider].schemes.map((scheme) => [scheme, provider] as const)),
)

/** The network whose domain the lower-case host is, or is under; null when it is none's. */
export function ownerOfHost(host: string): Provider | null {
  // Every registered domain of a network has two labels, so what precedes the last two is the network's own to name.
  const dot = host.lastIndexOf('.', host.lastIndexOf('.') - 1)
  return byDomain.get(dot < 0 ? host : host.slice(dot + 1)) ?? null
}

/** The network whose app opens addresses with this lower-case scheme; null when none's does. */
export function ownerOfScheme(scheme: string): Provider | null {
  return byScheme.get(scheme) ?? null
}

/** The network that alone gives out identifiers of this form; null when several could. */
export function ownerOfText(text: string): Provider | null {
  for (const provider of providers) {
    if (adapters[provider].ownsText(text)) return provider
  }
  return null
}
