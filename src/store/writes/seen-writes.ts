import type { Sql } from '../sql.ts'

/** Of the log so far, in which what is seen here has been told. */
const logEnd = '(select c.last_sequence from change_counter c where c.workspace_id = w.workspace_id)'

/**
 * A message is recognised by its chat, or whom that is with, and its words; each message is that of one write. None that
 * was here before the write went out is its own, whatever its date says: dates are of the provider's clock. While another
 * write of the same words to the same people is under way, whose message it is will be told by what that comes to.
 */
const settleMessages = {
  name: 'writes_settle_messages',
  text: `
    with seen as (
      select distinct on (m.unipile_id) w.workspace_id, w.mutation, w.key, c.unipile_id as chat, m.unipile_id as message
      from client_write w
      join chat c on c.account_id = w.account_id
        and (c.unipile_id = w.chat_unipile_id or exists (
          select from attendee a join user_identifier i on i.user_id = a.user_id and i.kind = 'PROVIDER_INTERNAL_ID'
          where a.account_id = c.account_id and a.provider_id = c.peer_provider_id
            and i.value = w.recipient_provider_id))
      join message m on m.chat_id = c.id and m.is_own and m.id > coalesce(w.messages_before, 0)
        and m.sent_at > w.started_at - interval '10 minutes'
        and encode(sha256(convert_to(m.text, 'UTF8')), 'hex') = w.text_digest
      where w.account_id = $1 and w.state = 'UNKNOWN'
        and not exists (select from client_write other
          where other.account_id = w.account_id and other.message_unipile_id = m.unipile_id)
        and not exists (select from client_write other
          where other.account_id = w.account_id and other.state = 'RUNNING' and other.text_digest = w.text_digest
            and (other.chat_unipile_id = c.unipile_id or other.recipient_provider_id = w.recipient_provider_id
              or other.recipient_provider_id = c.peer_provider_id))
      order by m.unipile_id, w.started_at
    ), chosen as (
      select distinct on (workspace_id, mutation, key) * from seen order by workspace_id, mutation, key, message
    )
    update client_write w set state = 'DONE', settled_at = now(), message_unipile_id = chosen.message,
      outcome = w.outcome || jsonb_build_object('chatUnipileId', chosen.chat, 'messageUnipileId', chosen.message,
        'end', ${logEnd})
    from chosen where (w.workspace_id, w.mutation, w.key) = (chosen.workspace_id, chosen.mutation, chosen.key)`,
}

/** An invitation, sent or accepted, has come to its end when the other side has become a contact since. */
const settleContacts = {
  name: 'writes_settle_contacts',
  text: `
    update client_write w set state = 'DONE', settled_at = now(),
      outcome = w.outcome || jsonb_build_object('userId', r.user_id::text, 'end', ${logEnd})
    from account, user_identifier i, contact_relation r
    where w.account_id = $1 and w.state = 'UNKNOWN' and w.mutation in ('sendInvitation', 'acceptInvitation')
      and account.id = w.account_id
      and (i.workspace_id, i.provider, i.kind, i.value)
        = (w.workspace_id, account.provider, 'PROVIDER_INTERNAL_ID', w.recipient_provider_id)
      and (r.account_id, r.user_id) = (w.account_id, i.user_id) and r.ended_at is null
      and coalesce(r.since, r.observed_at) > w.started_at - interval '10 minutes'`,
}

/**
 * Settles writes of an account of which nobody knew, and which have been seen to have happened. To be called once that
 * is in the change log.
 */
export async function settleSeenWrites(sql: Sql, accountId: number): Promise<void> {
  await sql(settleMessages, [accountId])
  await sql(settleContacts, [accountId])
}
