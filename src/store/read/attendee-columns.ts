import type { Attendee } from '../../domain/attendee.ts'
import { createColumns } from './columns.ts'

/** The columns of an `Attendee`, of a row named `attendee`. */
export const attendeeColumns = createColumns<Attendee>('attendee', {
  id: ['id', 'ID'],
  accountId: ['account_id'],
  unipileId: ['unipile_id'],
  userId: ['user_id', 'ID'],
  displayName: ['display_name'],
  sortName: ['sort_name'],
  isSelf: ['is_self'],
  pictureUrl: ['picture_url'],
  headline: ['headline'],
  listedAt: ['listed_at', 'TIME'],
  listedSource: ['listed_source'],
  contact: ['contact'],
  contactSince: ['contact_since', 'TIME'],
  contactObservedAt: ['contact_observed_at', 'TIME'],
  contactSource: ['contact_source'],
  direct: ['direct'],
  lastDirectChatId: ['last_direct_chat_id', 'ID'],
  directSince: ['direct_since', 'TIME'],
  directObservedAt: ['direct_observed_at', 'TIME'],
  directSource: ['direct_source'],
  inGroup: ['in_group'],
  sharedGroups: ['shared_groups'],
  groupObservedAt: ['group_observed_at', 'TIME'],
  groupSource: ['group_source'],
  lastInteractionAt: ['last_interaction_at', 'TIME'],
})
