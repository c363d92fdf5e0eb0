import type { IdentityLink } from '../../domain/identity-link.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** WhatsApp and Telegram have the number confirmed by a code; elsewhere it is what somebody typed. */
const confirmsPhones = (provider: string) => `${provider} in ('WHATSAPP', 'TELEGRAM')`

/** Declared profiles and the users they lead to. */
const declarations = `
  select d.user_id as from_id, i.user_id as to_id, d.url, d.observed_at
  from declared_profile d join user_identifier i on i.workspace_id = d.workspace_id and i.provider = d.provider
    and i.user_kind = d.user_kind and i.kind = d.kind and i.value = d.value`

const direct = `
  select o.id as user_id, 'EQUAL_PHONE' as proof, ${confirmsPhones('u.provider')} and ${confirmsPhones('o.provider')} as strong,
    u.phone as evidence, greatest(u.phone_observed_at, o.phone_observed_at) as observed_at
  from users u join users o on o.workspace_id = u.workspace_id and o.phone_key = u.phone_key
  where u.id = r.user_id and o.provider <> u.provider and o.redirect_to_id is null
  union all
  select said.to_id, case when back.to_id is null then 'DECLARED_PROFILE' else 'MUTUALLY_DECLARED_PROFILES' end,
    back.to_id is not null, said.url, greatest(said.observed_at, back.observed_at)
  from (${declarations} where d.user_id = r.user_id) said
  left join lateral (${declarations} where d.user_id = said.to_id and i.user_id = r.user_id limit 1) back on true
  union all
  select d.user_id, 'DECLARED_PROFILE', false, d.url, d.observed_at
  from user_identifier i join declared_profile d on d.workspace_id = i.workspace_id and d.provider = i.provider
    and d.user_kind = i.user_kind and d.kind = i.kind and d.value = i.value
  where i.user_id = r.user_id`

const byUsers = {
  name: 'identity_links_by_users',
  text: `
    with recursive r as (
      select id as seed_id, id as user_id, 0 as depth, null::bigint as through_id, '' as proof, true as strong,
        '' as evidence, null::timestamptz as observed_at, array[id] as path
      from users where id = any ($1::bigint[]) and workspace_id = $2
      union all
      select r.seed_id, l.user_id, r.depth + 1, case when r.depth > 0 then r.user_id end, l.proof, l.strong, l.evidence,
        l.observed_at, r.path || l.user_id
      from r cross join lateral (${direct}) l
      where r.depth < 3 and r.strong and (r.depth = 0 or l.strong) and l.user_id <> all (r.path)
    )
    select distinct on (seed_id, user_id) seed_id as "seedId", user_id as "userId", proof,
      case when strong then 'STRONG' else 'WEAK' end as strength, evidence, observed_at as "observedAt",
      through_id as "throughId"
    from r where depth > 0
    order by seed_id, user_id, depth, strong desc, proof, evidence`,
}

/** Users of other providers who are proven to be the same person as each of these. */
export function findIdentityLinks(
  { sql, workspaceId }: ScopedSql,
  userIds: readonly string[],
): Promise<readonly (IdentityLink & { readonly seedId: string })[]> {
  return sql<IdentityLink & { seedId: string }>(byUsers, [userIds, workspaceId])
}
