import { chatWrites } from './chats.ts'
import { invitationWrites } from './invitations.ts'
import type { WritesOptions } from './options.ts'

export type Writes = ReturnType<typeof createWrites>

/** What clients write, each at most once for its key. Upstream's surprises reject; its refusals are outcomes. */
export function createWrites(options: WritesOptions) {
  return { ...chatWrites(options), ...invitationWrites(options) }
}
