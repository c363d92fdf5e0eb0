import type { Provider } from '../domain/provider.ts'
import type { ProviderAdapter } from './adapter.ts'
import { instagram } from './instagram/index.ts'
import { linkedin } from './linkedin/index.ts'
import { messenger } from './messenger/index.ts'
import { telegram } from './telegram/index.ts'
import { whatsapp } from './whatsapp/index.ts'
import { x } from './x/index.ts'

/** Adding a network to `Provider` without an adapter here does not compile. */
export const adapters: Readonly<Record<Provider, ProviderAdapter>> = {
  LINKEDIN: linkedin,
  WHATSAPP: whatsapp,
  INSTAGRAM: instagram,
  TELEGRAM: telegram,
  X: x,
  MESSENGER: messenger,
}
