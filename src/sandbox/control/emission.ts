import { z } from 'zod'

const told = {
  /** Tells the webhooks twice. */
  duplicate: z.boolean().optional(),
  /** Tells the webhooks that much later than it happens. */
  delayMs: z.number().nonnegative().optional(),
}
/** Any id of a user at the account's provider, or the Unipile ID of an attendee. */
const user = z.string()
const account_id = z.string()
const chat_id = z.string()
const message_id = z.string()

/** Something to happen in the world. */
export const Emission = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message_received'),
    /** Without it, the account of the chat. */
    account_id: account_id.optional(),
    /** Without it, the direct chat with the sender. */
    chat_id: chat_id.optional(),
    /** Without it, the other side of the chat, or somebody whom nobody has heard of. */
    user: user.optional(),
    text: z.string().optional(),
    /** Written by the owner on another device. */
    isSender: z.boolean().optional(),
    ...told,
  }),
  z.object({ type: z.literal('message_read'), message_id, ...told }),
  z.object({ type: z.literal('message_reaction'), message_id, value: z.string(), ...told }),
  z.object({ type: z.literal('message_edited'), message_id, text: z.string(), ...told }),
  z.object({ type: z.literal('message_deleted'), message_id, ...told }),
  z.object({ type: z.literal('new_relation'), account_id, user, ...told }),
  z.object({ type: z.literal('lose_relation'), account_id, user }),
  z.object({
    type: z.literal('account_status'),
    account_id,
    status: z.enum([
      'OK',
      'ERROR',
      'STOPPED',
      'CREDENTIALS',
      'CONNECTING',
      'DELETED',
      'CREATION_SUCCESS',
      'RECONNECTED',
      'SYNC_SUCCESS',
    ]),
    ...told,
  }),
  /** Without a user, the owner of the account. */
  z.object({ type: z.literal('join_group'), chat_id, user: user.optional() }),
  z.object({ type: z.literal('leave_group'), chat_id, user: user.optional() }),
  z.object({ type: z.literal('delete_chat'), chat_id }),
  z.object({ type: z.literal('rotate_lid'), account_id, user }),
  /** A WhatsApp user gives up their number, which somebody whom nobody has heard of takes over. */
  z.object({ type: z.literal('move_number'), account_id, user }),
  /** WhatsApp: the account sees a number that was hidden from it. */
  z.object({ type: z.literal('show_phone'), account_id, user }),
  z.object({ type: z.literal('change_public_id'), account_id, user, public_id: z.string().min(1) }),
])
export type Emission = z.infer<typeof Emission>
