import type { Provider } from '../domain/provider.ts'
import { instagramReader } from './instagram/read.ts'
import { linkedinReader } from './linkedin/read.ts'
import { messengerReader } from './messenger/read.ts'
import type { ProviderReader } from './reader.ts'
import { telegramReader } from './telegram/read.ts'
import { whatsappReader } from './whatsapp/read.ts'
import { xReader } from './x/read.ts'

/** Adding a network to `Provider` without a reader here does not compile. */
export const readers: Readonly<Record<Provider, ProviderReader>> = {
  LINKEDIN: linkedinReader,
  WHATSAPP: whatsappReader,
  INSTAGRAM: instagramReader,
  TELEGRAM: telegramReader,
  X: xReader,
  MESSENGER: messengerReader,
}
