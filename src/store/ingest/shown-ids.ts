import type { Sql } from '../sql.ts'

/** Which of a user's identifiers are shown first: the founding text's form, then the one seen last. */
const chooseShownIds = {
  name: 'ingest_users_shown_ids',
  text: `
    update users u set internal_id = shown.internal_id, public_id = shown.public_id
    from (
      select id,
        (select value from user_identifier i where i.user_id = id and i.kind = 'PROVIDER_INTERNAL_ID'
          order by scope not in ('GLOBAL', 'LINKEDIN_CLASSIC'), value like '%@lid', first_seen_at, value limit 1
        ) as internal_id,
        (select value from user_identifier i where i.user_id = id and i.kind = 'PROVIDER_PUBLIC_ID'
          order by i.provider = 'TELEGRAM' and value !~ '^[0-9]+$', last_seen_at desc, first_seen_at desc, value limit 1
        ) as public_id
      from unnest($1::bigint[]) as id
    ) shown
    where u.id = shown.id
      and (u.internal_id, u.public_id) is distinct from (shown.internal_id, shown.public_id)`,
}

/** Chooses again which identifiers of these users are shown first. */
export async function refreshShownIds(sql: Sql, userIds: readonly string[]): Promise<void> {
  await sql(chooseShownIds, [userIds])
}
