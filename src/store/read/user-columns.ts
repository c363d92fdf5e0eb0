import type { User } from '../../domain/user.ts'
import { createColumns } from './columns.ts'

/** The columns of a `User`, of a row named `users`. */
export const userColumns = createColumns<User>('users', {
  id: ['id', 'ID'],
  provider: ['provider', 'WORD'],
  kind: ['kind', 'WORD'],
  internalId: ['internal_id'],
  publicId: ['public_id'],
  displayName: ['display_name'],
  headline: ['headline'],
  pictureUrl: ['picture_url'],
})
