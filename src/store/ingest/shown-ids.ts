import { recordChanges } from '../changes/record-changes.ts'
import type { Sql } from '../sql.ts'

/** Which of a user's identifiers are shown first: the founding text's form, then the one seen last. */
const chooseShownIds = {
  name: 'ingest_users_shown_ids',
  text: `
    update users u set internal_id = shown.internal_id, public_id = shown.public_id
    from (
      select id, internal_id as former_internal_id, public_id as former_public_id,
        (select value from user_identifier i where i.user_id = id and i.kind = 'PROVIDER_INTERNAL_ID'
          order by scope not in ('GLOBAL', 'LINKEDIN_CLASSIC'), value like '%@lid', first_seen_at, value limit 1
        ) as internal_id,
        (select value from user_identifier i where i.user_id = id and i.kind = 'PROVIDER_PUBLIC_ID'
          order by i.provider = 'TELEGRAM' and value !~ '^[0-9]+$', last_seen_at desc, first_seen_at desc, value limit 1
        ) as public_id
      from users where id = any ($1::bigint[])
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
