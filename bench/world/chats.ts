import { inboxAccountId, type WorldAccount } from './accounts.ts'
import { fraction, hash, oneOf, pick, providerNames, secondsBefore, unipileId, userOf } from './expressions.ts'
import { topics } from './words.ts'

/** Prime, and larger than any step: the rank of a chat by activity is scattered over the places in the table. */
const SCATTER = 1_000_003
/** So many of an account's chats were active in the last days; the others at some time in the last three years. */
const RECENT = 1_000
const NEWEST = 40
const HOUR = 3_600
const THREE_YEARS = 94_000_000

/** Rows `place, rank, id, kind, …`: the chats of an account, half of them groups. */
export function chatRows({ id, provider, chats, firstChatId }: WorldAccount): string {
  const recent = Math.min(RECENT, Math.floor(chats / 4))
  const isNewest = id === inboxAccountId ? `rank < ${NEWEST}` : 'false'
  const age = `case when ${isNewest} then rank when rank < ${recent} then ${HOUR} + rank * 420 + ${hash('id', 20)} % 300
    when rank % 501 <> 500 then ${HOUR} + ${recent} * 420 + ${hash('id', 21)} % ${THREE_YEARS} end`
  const isChannel = provider === 'TELEGRAM' ? 'rank % 100 = 1' : 'false'
  const isAdvert = provider === 'LINKEDIN' ? 'rank % 100 = 3' : 'false'
  return `
    select chat.*, ${secondsBefore('age')} as last_activity_at,
      case when kind = 'CHANNEL' or content_type is not null then 'NONE' else kind end as evidence
    from (select place, rank, id, ${age} as age,
        case when ${isNewest} or rank % 2 = 0 then 'GROUP' when ${isChannel} then 'CHANNEL' else 'DIRECT' end as kind,
        case when not ${isNewest} and ${isAdvert} then 'sponsored' end as content_type
      from (select place, place * ${SCATTER} % ${chats} as rank, ${firstChatId} + place as id
        from generate_series(0::bigint, ${chats - 1}) as place) placed
    ) chat`
}

/** The place, in the account's list of attendees, of the other party of a chat between two: each has one chat. */
const peer = ({ attendees }: WorldAccount) => `2 + chat.rank / 2 * 3 % ${attendees - 2}`

export function insertChats(account: WorldAccount): string {
  const { internalId } = providerNames[account.provider]
  return `
    insert into chat (id, account_id, unipile_id, provider_id, kind, evidence, name, peer_provider_id, last_activity_at,
      unread_count, archived, pinned, muted_forever, read_only, content_type, folders, observed_at,
      source, members_read_at)
    select id, ${account.id}, ${unipileId('chat', 'id')}, '2-' || md5('chat' || id), kind, evidence,
      case when kind <> 'DIRECT' then ${pick(topics, 'id', 23)} || ' ' || rank end,
      case when kind = 'DIRECT' then ${internalId(userOf(account, peer(account)))} end,
      last_activity_at, case when rank % 31 = 0 then 1 + ${hash('id', 24)} % 20 else 0 end,
      rank % 67 = 5, rank % 200 = 9, rank % 97 = 8, kind = 'CHANNEL', content_type, array['INBOX'],
      ${secondsBefore('0')}, 'CHAT_LIST', case when kind = 'GROUP' then ${secondsBefore('0')} end
    from chat_row chat`
}

/**
 * Rows `chat_id, place, …`: the owner is in all chats, one in a hundred groups has the same busy person in it, and the
 * other members of groups are three in five of the attendees, some of them in far more groups than others.
 */
export function memberRows(account: WorldAccount): string {
  const span = Math.floor((account.attendees - 2) * 0.6)
  const start = `floor(power(${fraction('chat.id', 25)}, 2) * ${span})::bigint`
  const step = `1 + ${hash('chat.id', 26)} % ${Math.floor(span / 10)}`
  return `
    select chat.id as chat_id, chat.evidence, chat.last_activity_at, member.place
    from chat_row chat cross join lateral (
      select 0::bigint as place
      union all select ${peer(account)} where chat.kind = 'DIRECT'
      union all select case when step = 0 and ${oneOf(100, 'chat.id', 27)} then 1
          else 2 + (${start} + step * (${step})) % ${span} end
        from generate_series(0, 8) as step where chat.kind = 'GROUP'
    ) member`
}

export function insertMembers({ firstAttendeeId }: WorldAccount): string {
  return `
    insert into participant (chat_id, attendee_id, evidence, observed_at, source)
    select chat_id, ${firstAttendeeId} + place, evidence, ${secondsBefore('0')},
      case when evidence = 'GROUP' then 'GROUP_MEMBERS' else 'CHAT_LIST' end
    from member_row`
}
