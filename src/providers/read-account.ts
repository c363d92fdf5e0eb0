import { z } from 'zod'
import type { AccountStatus } from '../domain/account.ts'
import type { AccountObservation } from '../domain/observation.ts'
import { dateField, idField, readBody, textField, textsField } from './read-body.ts'
import { readProvider } from './read-provider.ts'
import { readers } from './readers.ts'

const AccountBody = z.object({
  id: idField,
  type: z.string(),
  name: textField,
  created_at: dateField,
  connection_params: z.object({ im: z.unknown().optional() }).nullish().catch(null),
  sources: z.array(z.object({ id: z.string(), status: z.string() })).catch([]),
})

const PremiumBody = z.object({ premiumFeatures: textsField })

const statuses: ReadonlyMap<string, AccountStatus> = new Map([
  ['OK', 'OK'],
  ['CONNECTING', 'CONNECTING'],
  ['CREDENTIALS', 'RECONNECT_NEEDED'],
  ['PERMISSIONS', 'RECONNECT_NEEDED'],
  ['STOPPED', 'STOPPED'],
  ['ERROR', 'ERROR'],
])

/** Our word for the status of a source. */
export function readAccountStatus(word: string): AccountStatus {
  return statuses.get(word) ?? 'UNKNOWN'
}

/** An account without its connection parameters: of these only the owner's names and the paid products are taken. */
export function readAccount(body: unknown): AccountObservation {
  const account = readBody(AccountBody, body)
  const provider = readProvider(account.type)
  const im = account.connection_params?.im
  const source = account.sources.find(({ id }) => id.endsWith('_MESSAGING')) ?? account.sources[0]
  const features = provider === 'LINKEDIN' ? (PremiumBody.safeParse(im).data?.premiumFeatures ?? []) : []
  return {
    unipileId: account.id,
    provider,
    name: account.name ?? '',
    status: readAccountStatus(source?.status ?? ''),
    owner: provider === null ? [] : readers[provider].readOwner(im),
    products: [
      ...(features.includes('sales_navigator') ? (['SALES_NAVIGATOR'] as const) : []),
      ...(features.includes('recruiter') ? (['RECRUITER'] as const) : []),
    ],
    connectedAt: account.created_at,
  }
}
