import { hash, pick, unipileId } from './expressions.ts'
import { sayings } from './words.ts'

const CHATS = 200
const MESSAGES = 5

/** Five messages in each of an account's latest chats; one in five answers the one before. */
export const insertMessages = `
  insert into message (account_id, chat_id, unipile_id, provider_id, sender_provider_id, is_own, text, sent_at, seen,
    delivered, edited, deleted, hidden, is_event, quoted_provider_id, attachments, reactions)
  select chat.account_id, chat.id, ${unipileId('message', 'number')}, md5('message' || number),
    sender.provider_id, sender.is_self, ${pick(sayings, 'number', 40)},
    chat.last_activity_at - step * interval '90 seconds', true, true, false, false, false, false,
    case when ${hash('number', 41)} % 5 = 0 and step < ${MESSAGES - 1} then md5('message' || number + 1) end, '[]', '[]'
  from account cross join lateral (
    select chat.* from chat where chat.account_id = account.id and last_activity_at is not null
    order by coalesce(chat.last_activity_at, timestamptz '1970-01-01 00:00:00+00') desc, chat.id desc limit ${CHATS}
  ) chat
  cross join generate_series(0, ${MESSAGES - 1}) as step
  cross join lateral (select chat.id * ${MESSAGES} + step as number) numbered
  cross join lateral (
    select attendee.provider_id, attendee.is_self
    from participant join attendee on attendee.id = participant.attendee_id
    where participant.chat_id = chat.id
    order by ${hash('participant.attendee_id + number', 42)} limit 1
  ) sender`
