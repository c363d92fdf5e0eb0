import type { Attendee } from '../../domain/attendee.ts'
import { createColumns } from './columns.ts'

/**
 * When the first message was sent that is here of any chat between the account and the attendee alone. The owner, who has
 * none with themselves, is in all of them.
 */
export const directSince = (attendee: string) => `case when ${attendee}.direct then (
  select min(first.sent_at) from participant cross join lateral (
    select sent_at from message where message.chat_id = participant.chat_id order by sent_at, id limit 1
  ) first
  where participant.attendee_id = ${attendee}.id and participant.evidence = 'DIRECT'
) end`

/** The columns of an `Attendee`, of a row named `attendee`. */
export const attendeeColumns = createColumns<Attendee>('attendee', {
  id: ['id', 'ID'],
  accountId: ['account_id', 'OTHER'],
  unipileId: ['unipile_id'],
  userId: ['user_id', 'ID'],
  displayName: ['display_name'],
  sortName: ['sort_name'],
  isSelf: ['is_self', 'PLAIN'],
  pictureUrl: ['picture_url'],
  headline: ['headline'],
  listedAt: ['listed_at', 'TIME'],
  listedSource: ['listed_source'],
  contact: ['contact', 'PLAIN'],
  contactSince: ['contact_since', 'TIME'],
  contactObservedAt: ['contact_observed_at', 'TIME'],
  contactSource: ['contact_source'],
  direct: ['direct', 'PLAIN'],
  lastDirectChatId: ['last_direct_chat_id', 'ID'],
  directSince: [directSince, 'TIME'],
  directObservedAt: ['direct_observed_at', 'TIME'],
  directSource: ['direct_source'],
  inGroup: ['in_group', 'PLAIN'],
  sharedGroups: ['shared_groups', 'PLAIN'],
  groupObservedAt: ['group_observed_at', 'TIME'],
  groupSource: ['group_source'],
  lastInteractionAt: ['last_interaction_at', 'TIME'],
})
