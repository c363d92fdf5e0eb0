import { readAccounts, readSearchText } from './arguments.ts'
import { builder } from './builder.ts'
import { rootListComplexity } from './complexity.ts'
import { AttendeeOrderEnum, KnownReasonKindEnum, ProviderEnum } from './enums.ts'
import { attendeesBy } from './lists.ts'
import { rowsAhead } from './look-ahead.ts'
import { readPage, toConnection } from './paging.ts'
import { AttendeeConnection, AttendeeType } from './refs.ts'

const AttendeeFilterInput = builder.inputType('AttendeeFilter', {
  description: 'Which attendees to keep: those that meet all that is given.',
  fields: (t) => ({
    accounts: t.idList({ description: 'Those of these accounts, each by its `id`.' }),
    provider: t.field({ type: ProviderEnum, description: 'Those on this network.' }),
    reasons: t.field({ type: [KnownReasonKindEnum], description: 'Those known for any of these reasons.' }),
    text: t.string({
      description: 'Those whose name contains this, without regard to case and accents, or whose public ID it is.',
    }),
    includeSelf: t.boolean({
      defaultValue: false,
      description: 'The owners of the accounts too. They are known for no reason, so never when `reasons` are given.',
    }),
  }),
})

builder.queryField('attendees', (t) =>
  t.connection(
    {
      type: AttendeeType,
      description: 'Everybody that your accounts know: somebody known to several accounts is there for each.',
      complexity: rootListComplexity,
      args: {
        filter: t.arg({ type: AttendeeFilterInput, description: 'Which attendees to keep; all when left out.' }),
        orderBy: t.arg({ type: AttendeeOrderEnum, defaultValue: 'NAME', description: 'How to order the list.' }),
      },
      resolve: async (_query, given, context, info) => {
        const orderBy = given.orderBy ?? 'NAME'
        const asked = given.filter ?? {}
        const filter = {
          accounts: readAccounts('filter', asked, context),
          reasons: asked.reasons ?? null,
          text: readSearchText('filter.text', asked.text),
          includeSelf: asked.includeSelf ?? false,
        }
        const { loaders } = context
        const kind = attendeesBy[orderBy]
        const rows = rowsAhead(info, context, kind)
        const page = await loaders.listAttendees({ filter, orderBy, page: readPage(given, kind), ...rows })
        return toConnection(page, kind, () => loaders.countAttendees(filter))
      },
    },
    AttendeeConnection,
  ),
)
