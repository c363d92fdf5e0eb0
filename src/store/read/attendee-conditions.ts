import type { Account } from '../../domain/account.ts'
import type { AttendeeFilter } from '../../domain/attendee.ts'
import { infersContacts } from '../../domain/known-status.ts'
import { searchedName, searchedPublicId } from '../../domain/search-text.ts'
import type { Parameters } from './parameters.ts'

/** Rows to be read from one index of each account. */
export type Scan = {
  readonly name: string
  readonly accountIds: readonly number[]
  /** Begins with `and`; says word for word what the partial index is over. */
  readonly condition: string
}

/** The scans that together find everybody known for one of the reasons, or everybody; some may find the same rows. */
export function scansOf({ accounts, reasons, includeSelf }: AttendeeFilter): readonly Scan[] {
  const idsOf = (some: readonly Account[]) => some.map(({ id }) => id)
  const all = idsOf(accounts)
  if (!reasons) {
    const others = { name: '', accountIds: all, condition: ' and not attendee.is_self' }
    return includeSelf ? [others, { name: '_self', accountIds: all, condition: ' and attendee.is_self' }] : [others]
  }
  const asked = new Set(reasons)
  const listed = accounts.filter((account) => asked.has(infersContacts(account) ? 'CONTACT' : 'LISTED'))
  const scans = [
    ...(asked.has('CONTACT') ? [{ name: '_contact', accountIds: all, condition: ' and attendee.contact' }] : []),
    ...(asked.has('EXISTING_CHAT') ? [{ name: '_direct', accountIds: all, condition: ' and attendee.direct' }] : []),
    ...(asked.has('SHARED_GROUP') ? [{ name: '_group', accountIds: all, condition: ' and attendee.in_group' }] : []),
    { name: '_listed', accountIds: idsOf(listed), condition: ` and ${withoutReason}` },
  ]
  return scans.filter(({ accountIds }) => accountIds.length > 0)
}

const withoutReason = 'not (attendee.contact or attendee.direct or attendee.in_group or attendee.is_self)'

/**
 * Conditions of which a row must meet one: its name contains the text, or it is the public ID of its user. Each can be
 * answered from an index of its own, both at once could not. Just `true` when there is no text.
 */
export function textConditions(
  { text, accounts }: AttendeeFilter,
  workspaceId: number,
  { bind }: Parameters,
): readonly string[] {
  if (text === null) return ['true']
  const pattern = `%${searchedName(text).replace(/[\\%_]/g, '\\$&')}%`
  const providers = [...new Set(accounts.map(({ provider }) => provider))]
  const owners = `
    select user_id from user_identifier
    where workspace_id = ${bind(workspaceId)} and provider = any (${bind(providers)}::text[])
      and user_kind in ('PERSON', 'COMPANY') and kind = 'PROVIDER_PUBLIC_ID' and scope = 'GLOBAL'
      and value = ${bind(searchedPublicId(text))}`
  return [`attendee.sort_name like ${bind(pattern)}`, `attendee.user_id = any (array(${owners}))`]
}
