import type { Endpoint } from '../endpoint.ts'
import { accountEndpoints } from './accounts.ts'
import { attendeeEndpoints } from './attendees.ts'
import { chatWriteEndpoints } from './chat-writes.ts'
import { chatEndpoints } from './chats.ts'
import { invitationEndpoints } from './invitations.ts'
import { messageEndpoints } from './messages.ts'
import { userEndpoints } from './users.ts'
import { webhookEndpoints } from './webhooks.ts'

/** All that the API answers; the first that fits a request takes it. */
export const endpoints: readonly Endpoint[] = [
  ...accountEndpoints,
  ...chatEndpoints,
  ...chatWriteEndpoints,
  ...attendeeEndpoints,
  ...messageEndpoints,
  ...invitationEndpoints,
  ...userEndpoints,
  ...webhookEndpoints,
]
