import type { Account, Attendee, Message, User } from './types.ts'

/** Something that the upstream hears of and tells its webhooks. */
export type Happening =
  | { readonly event: 'message_received' | 'message_edited' | 'message_deleted'; readonly message: Message }
  | { readonly event: 'message_read'; readonly message: Message; readonly reader: Attendee }
  | {
      readonly event: 'message_reaction'
      readonly message: Message
      readonly value: string
      readonly sender: Attendee
    }
  | { readonly event: 'new_relation'; readonly account: Account; readonly user: User }
  | { readonly event: 'account_status'; readonly account: Account; readonly status: string }

/** How word of it travels: `times` above 1 is a duplicate, `delayMs` makes it late. */
export type Delivery = { readonly times?: number | undefined; readonly delayMs?: number | undefined }
