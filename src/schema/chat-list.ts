import { readAccounts } from './arguments.ts'
import { builder } from './builder.ts'
import { readChatFilter } from './chat-filter.ts'
import { rootListComplexity } from './complexity.ts'
import { ChatKindEnum, ProviderEnum } from './enums.ts'
import { chatsByActivity } from './lists.ts'
import { participantsAhead, rowsAhead } from './look-ahead.ts'
import { readPage, toConnection } from './paging.ts'
import { ChatConnection, ChatType } from './refs.ts'

const ChatFilterInput = builder.inputType('ChatFilter', {
  description: 'Which chats to keep: those that meet all that is given.',
  fields: (t) => ({
    accounts: t.idList({ description: 'Those of these accounts, each by its `id`.' }),
    provider: t.field({ type: ProviderEnum, description: 'Those on this network.' }),
    kind: t.field({ type: ChatKindEnum, description: 'Those of this kind.' }),
    unread: t.boolean({ description: 'True: those with unread messages. False: those without.' }),
    archived: t.boolean({ description: 'True: those that are archived. False: those that are not.' }),
  }),
})

builder.queryField('chats', (t) =>
  t.connection(
    {
      type: ChatType,
      description: 'The chats of your accounts as one inbox, the most recently active first.',
      complexity: rootListComplexity,
      args: { filter: t.arg({ type: ChatFilterInput, description: 'Which chats to keep; all when left out.' }) },
      resolve: async (_query, given, context, info) => {
        const asked = given.filter ?? {}
        const accountIds = readAccounts('filter', asked, context).map(({ id }) => id)
        const filter = readChatFilter(asked)
        const { loaders } = context
        const page = await loaders.listChats({
          accountIds,
          filter,
          page: readPage(given, chatsByActivity),
          ...rowsAhead(info, context, chatsByActivity),
          participants: participantsAhead(info, context),
        })
        return toConnection(page, chatsByActivity, () => loaders.countChats(accountIds, filter))
      },
    },
    ChatConnection,
  ),
)
