import './account-list.ts'
import './attendee.ts'
import './attendee-list.ts'
import './chat.ts'
import './chat-list.ts'
import './message.ts'
import './node.ts'
import './scalars.ts'
import './user.ts'
import './user-queries.ts'
import './viewer.ts'
import { builder } from './builder.ts'

export const schema = builder.toSchema()
