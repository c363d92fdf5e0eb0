import type { Viewer } from '../domain/account.ts'
import { accountConnection } from './account-list.ts'
import { builder } from './builder.ts'

const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Who is asking.',
  fields: (t) => ({
    workspace: t.exposeString('workspaceName', { description: 'The workspace whose people and chats you see.' }),
    accounts: accountConnection(t, 'The accounts whose people and chats you see.'),
  }),
})

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    description: 'Who is asking, in which workspace, with which accounts.',
    resolve: (_query, _arguments, { viewer }) => viewer,
  }),
)
