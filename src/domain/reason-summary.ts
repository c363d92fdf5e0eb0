import type { KnownReason } from './known-status.ts'
import type { Provider } from './provider.ts'

/** What the network calls somebody in one's contacts. */
export function contactWord(provider: Provider): 'Relation' | 'Friend' | 'Contact' {
  if (provider === 'LINKEDIN') return 'Relation'
  return provider === 'MESSENGER' ? 'Friend' : 'Contact'
}

/** The reason as one sentence, for people. */
export function reasonSummary(reason: KnownReason): string {
  const { account, since } = reason
  const dated = since ? ` since ${dayOf(since)}` : ''
  const where = `${account.name} on ${providerNames[account.provider]}`
  switch (reason.kind) {
    case 'CONTACT':
      if (reason.endedAt)
        return `${contactWord(account.provider)} of ${where}${dated}, until that was found to have ended on ${dayOf(reason.endedAt)}.`
      return reason.source === 'INFERRED'
        ? `${contactWord(account.provider)} of ${where}: was listed there without any chat or group in common.`
        : `${contactWord(account.provider)} of ${where}${dated}.`
    case 'EXISTING_CHAT':
      return `Has a chat with ${where}${dated}.`
    case 'SHARED_GROUP':
      return `In ${reason.groups === 1 ? 'a group' : `${reason.groups} groups`} with ${where}.`
    case 'LISTED':
      return `Listed for ${where}; no contact, chat or group is known of.`
  }
}

function dayOf(moment: string): string {
  return moment.slice(0, 10)
}

const providerNames: Readonly<Record<Provider, string>> = {
  LINKEDIN: 'LinkedIn',
  WHATSAPP: 'WhatsApp',
  INSTAGRAM: 'Instagram',
  TELEGRAM: 'Telegram',
  X: 'X',
  MESSENGER: 'Messenger',
}
