/** The columns of an `Attendee`, of a row named `attendee`. */
export const attendeeColumns = `
  attendee.id, attendee.account_id as "accountId", attendee.unipile_id as "unipileId", attendee.user_id as "userId",
  attendee.display_name as "displayName", attendee.sort_name as "sortName", attendee.is_self as "isSelf",
  attendee.picture_url as "pictureUrl", attendee.headline, attendee.listed_at as "listedAt",
  attendee.listed_source as "listedSource", attendee.contact, attendee.contact_since as "contactSince",
  attendee.contact_observed_at as "contactObservedAt", attendee.contact_source as "contactSource", attendee.direct,
  attendee.last_direct_chat_id as "lastDirectChatId", attendee.direct_since as "directSince",
  attendee.direct_observed_at as "directObservedAt", attendee.direct_source as "directSource",
  attendee.in_group as "inGroup", attendee.shared_groups as "sharedGroups",
  attendee.group_observed_at as "groupObservedAt", attendee.group_source as "groupSource",
  attendee.last_interaction_at as "lastInteractionAt"`
