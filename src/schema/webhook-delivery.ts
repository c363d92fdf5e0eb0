import type { Delivery, DeliveryCount, DeliveryOutcome } from '../domain/delivery.ts'
import { maximumPageSize } from '../domain/page.ts'
import { readId } from './arguments.ts'
import { builder } from './builder.ts'
import { rootListComplexity } from './complexity.ts'
import { enumOf } from './enums.ts'
import { deliveriesByArrival } from './lists.ts'
import { readPage, toConnection } from './paging.ts'
import { ProblemInterface, problemMessage } from './problem.ts'

const DeliveryOutcomeEnum = enumOf<DeliveryOutcome>('DeliveryOutcome', 'What became of a delivery.', {
  PENDING: 'It is stored, and will be applied.',
  APPLIED: 'The store says what it told.',
  IGNORED: 'It is of no use here: an event we do not know, or about something upstream has no more.',
  UNREADABLE: 'An event we know, in a shape that we do not.',
  FAILED: 'It was tried as often as makes sense.',
})

export const WebhookDeliveryType = builder.objectRef<Delivery>('WebhookDelivery')

builder.node(WebhookDeliveryType, {
  id: { resolve: ({ id }) => id },
  description: 'Something that upstream told by webhook. Deliveries that say the same are one.',
  fields: (t) => ({
    event: t.exposeString('event', {
      description:
        'What happened: our word, `MESSAGE_RECEIVED` for example, for an event that could be read; else upstream’s, ' +
        '`message_pinned`; empty when it gave none.',
    }),
    accountUnipileId: t.exposeString('accountUnipileId', {
      nullable: true,
      description: 'The account in Unipile’s REST API. Null when the delivery names none.',
    }),
    outcome: t.expose('outcome', { type: DeliveryOutcomeEnum, description: 'What became of it.' }),
    isEcho: t.exposeBoolean('echo', {
      description: 'Whether it tells of a message that the account’s owner sent, from here or elsewhere.',
    }),
    times: t.exposeInt('times', { description: 'How often it was delivered.' }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried to apply it.' }),
    problem: t.exposeString('problem', {
      nullable: true,
      description:
        'Why it was not applied when that was last tried, in words. Null when it was, and when it was never tried: ' +
        'then `outcome` alone says why.',
    }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it first came.' }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it came to its outcome. Null while it is pending.',
    }),
  }),
})

const DeliveryCountType = builder.objectRef<DeliveryCount>('WebhookDeliveryCount').implement({
  description: 'How many deliveries of an event came to one outcome.',
  fields: (t) => ({
    event: t.exposeString('event', { description: 'What happened.' }),
    outcome: t.expose('outcome', { type: DeliveryOutcomeEnum, description: 'What became of them.' }),
    count: t.exposeInt('count', { description: 'How many there are.' }),
    times: t.exposeInt('times', { description: 'How often they were delivered, repetitions included.' }),
  }),
})

const WebhookDeliveryConnection = builder.connectionObject(
  { type: WebhookDeliveryType, name: 'WebhookDeliveryConnection', description: 'A page of webhook deliveries.' },
  { name: 'WebhookDeliveryEdge', description: 'A webhook delivery in a list.' },
)

const outcomeDescription = 'Those with this outcome; all when left out.'

builder.queryFields((t) => ({
  webhookLog: t.connection(
    {
      type: WebhookDeliveryType,
      description: 'What webhooks have told, the latest first.',
      complexity: rootListComplexity,
      args: { outcome: t.arg({ type: DeliveryOutcomeEnum, description: outcomeDescription }) },
      resolve: async (_query, { outcome, ...given }, { loaders }) => {
        const page = await loaders.deliveryPage(outcome ?? null, readPage(given, deliveriesByArrival))
        return toConnection(page, deliveriesByArrival, () => loaders.deliveryCount(outcome ?? null))
      },
    },
    WebhookDeliveryConnection,
  ),
  webhookDeliveries: t.field({
    type: [WebhookDeliveryType],
    description: 'The same as `webhookLog`, as a plain list.',
    deprecationReason: 'Use `webhookLog`, a connection like every other list.',
    args: {
      outcome: t.arg({ type: DeliveryOutcomeEnum, description: outcomeDescription }),
      first: t.arg.int({ defaultValue: 20, description: `At most this many, 0 to ${maximumPageSize}.` }),
      before: t.arg.id({ description: 'Those that came before the delivery with this `id`.' }),
    },
    resolve: async (_query, { outcome, first, before: beforeId }, { loaders }) => {
      const before = beforeId == null ? null : { key: '', id: readId('before', beforeId, 'WebhookDelivery') }
      // The latest come first, so what came before a delivery stands after it.
      const page = { ...readPage({ first }, deliveriesByArrival), after: before }
      return [...(await loaders.deliveryPage(outcome ?? null, page)).rows]
    },
  }),
  webhookDeliveryCounts: t.field({
    type: [DeliveryCountType],
    description: 'What webhooks have told, counted by event and outcome.',
    resolve: (_query, _arguments, { loaders }) => loaders.deliveryCounts(),
  }),
}))

const ReplayInput = builder.inputType('ReplayWebhookDeliveryInput', {
  description: 'Which delivery to apply again.',
  fields: (t) => ({ delivery: t.id({ required: true, description: 'The `id` of a WebhookDelivery.' }) }),
})

type Replayed = { readonly delivery: Delivery }
type NothingToReplay = { readonly reason: string }

const ReplayedType = builder.objectRef<Replayed>('WebhookDeliveryReplayed').implement({
  description: 'The delivery waits to be applied again. Applying it twice is the same as once.',
  fields: (t) => ({
    delivery: t.expose('delivery', { type: WebhookDeliveryType, description: 'The delivery, pending.' }),
  }),
})

const NothingToReplayType = builder.objectRef<NothingToReplay>('NothingToReplay').implement({
  interfaces: [ProblemInterface],
  description: 'There is no such delivery, or it is waiting already.',
  fields: (t) => ({ message: t.exposeString('reason', { description: problemMessage }) }),
})

const ReplayResult = builder.unionType('ReplayWebhookDeliveryResult', {
  description: 'What became of having a delivery applied again.',
  types: [ReplayedType, NothingToReplayType],
  resolveType: (value) => ('delivery' in value ? ReplayedType : NothingToReplayType),
})

builder.mutationField('replayWebhookDelivery', (t) =>
  t.field({
    type: ReplayResult,
    description: 'Has a delivery applied again, such as one that failed while something was wrong.',
    args: { input: t.arg({ type: ReplayInput, required: true, description: 'Which delivery.' }) },
    resolve: async (_mutation, { input }, { changes, loaders }): Promise<Replayed | NothingToReplay> => {
      const id = readId('input.delivery', input.delivery, 'WebhookDelivery')
      const delivery = (await changes.replayDelivery(id)) ? await loaders.delivery(id) : null
      return delivery ? { delivery } : { reason: 'There is no such delivery, or it is waiting already.' }
    },
  }),
)
