import type { BudgetStatus } from '../domain/lookup.ts'
import { builder } from './builder.ts'
import { BudgetSourceEnum, LookupMethodEnum } from './lookup-enums.ts'

export const BudgetType = builder.objectRef<BudgetStatus>('Budget').implement({
  description: 'How much an account may ask its provider in one window. Gateways share it, and restarts keep it.',
  fields: (t) => ({
    method: t.expose('method', { type: LookupMethodEnum, description: 'What is counted.' }),
    used: t.exposeInt('used', { description: 'How many were asked in this window.' }),
    limit: t.exposeInt('limit', { description: 'How many may be.' }),
    windowSeconds: t.int({
      description: 'How long the window is.',
      resolve: ({ windowMs }) => Math.round(windowMs / 1000),
    }),
    resetsAt: t.expose('resetsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the window ends and the count starts anew. Null while nothing is used.',
    }),
    closedUntil: t.expose('closedUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Nothing is asked before, whatever is left: the provider pushed back. Null when it did not.',
    }),
    source: t.expose('source', { type: BudgetSourceEnum, description: 'Who set what holds now.' }),
  }),
})
