import { recordChanges } from '../changes/record-changes.ts'
import type { Sql } from '../sql.ts'

/**
 * Which of a user's identifiers are shown first: the founding text's form, then the one seen last. Two aggregates over
 * rows of identifiers.
 */
export const shownIds = `
  (array_agg(value order by scope not in ('GLOBAL', 'LINKEDIN_CLASSIC'), value like '%@lid', first_seen_at, value)
    filter (where kind = 'PROVIDER_INTERNAL_ID'))[1] as internal_id,
  (array_agg(value order by provider = 'TELEGRAM' and value !~ '^[0-9]+$', last_seen_at desc, first_seen_at desc, value)
    filter (where kind = 'PROVIDER_PUBLIC_ID'))[1] as public_id`

const chooseShownIds = {
  name: 'ingest_users_shown_ids',
  text: `
    update users u set internal_id = shown.internal_id, public_id = shown.public_id
    from (
      select former.id, former.internal_id as former_internal_id, former.public_id as former_public_id,
        named.internal_id, named.public_id
      from users former
      cross join lateral (select ${shownIds} from user_identifier where user_id = former.id) named
      where former.id = any ($1::bigint[])
    ) shown
    where u.id = shown.id
      and (u.internal_id, u.public_id) is distinct from (shown.internal_id, shown.public_id)
    returning u.id as "userId", shown.former_internal_id as "formerInternalId", u.internal_id as "internalId",
      shown.former_public_id as "formerPublicId", u.public_id as "publicId",
      exists (select from relationship r where r.user_id = u.id) as "isTold"`,
}

type Chosen = {
  readonly userId: string
  readonly formerInternalId: string | null
  readonly internalId: string | null
  readonly formerPublicId: string | null
  readonly publicId: string | null
  /** The log has spoken of the user as known. */
  readonly isTold: boolean
}

/** Chooses again which identifiers of these users are shown first, and tells which of them changed. */
export async function refreshShownIds(sql: Sql, workspaceId: number, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return
  const chosen = await sql<Chosen>(chooseShownIds, [userIds])
  await recordChanges(sql, workspaceId, chosen.filter(({ isTold }) => isTold).flatMap(identifierChanges))
}

/** An identifier that is there for the first time is no change. */
function identifierChanges({ userId, formerInternalId, internalId, formerPublicId, publicId }: Chosen) {
  const shown = [
    { identifier: 'PROVIDER_INTERNAL_ID' as const, before: formerInternalId, now: internalId },
    { identifier: 'PROVIDER_PUBLIC_ID' as const, before: formerPublicId, now: publicId },
  ]
  return shown.flatMap(({ identifier, before, now }) =>
    before === null || before === now
      ? []
      : [{ kind: 'IDENTIFIER_CHANGED' as const, userId, detail: { identifier, before, now } }],
  )
}
