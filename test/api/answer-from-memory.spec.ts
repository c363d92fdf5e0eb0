import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'

type Inbox = {
  chats: { nodes: readonly { name: string; participants: { nodes: readonly { displayName: string }[] } }[] }
}

const inbox = '{ chats(first: 20) { nodes { name participants(first: 5) { nodes { displayName } } } } }'
const askedAgain = 5

describe.each(databases)('an answer that is given again, on $name', ({ open }) => {
  const start = useGateway(open)

  it.each([true, false])('is as new as one that was never given, compiled: %s', async (isCompiled) => {
    await using gateway = await start(isCompiled ? {} : { compiledExecution: { afterUses: Number.POSITIVE_INFINITY } })
    const { given, store } = gateway
    const account = await given.account()
    const ada = await given.attendee(account, await given.user({ name: 'Ada' }))
    const chat = await given.chat(account, { name: 'Engines', participants: [ada] })
    const ask = async () => (await gateway.query<Inbox>(inbox)).chats.nodes
    for (let times = 0; times < askedAgain; times += 1)
      expect(await ask()).toEqual([{ name: 'Engines', participants: { nodes: [{ displayName: 'Ada' }] } }])

    await store.sql({ name: 'test_rename_chat', text: 'update chat set name = $2 where id = $1' }, [chat.id, 'Looms'])
    expect(await ask()).toMatchObject([{ name: 'Looms' }])

    await store.transaction(async (sql) => {
      await sql({ name: 'test_rename', text: 'update attendee set display_name = $2 where id = $1' }, [ada.id, 'A. L.'])
    })
    for (let times = 0; times < askedAgain; times += 1)
      expect(await ask()).toEqual([{ name: 'Looms', participants: { nodes: [{ displayName: 'A. L.' }] } }])
  })

  it('is nobody else’s', async () => {
    await using mine = await start()
    await using theirs = await start()
    for (const { given } of [mine, theirs]) await given.chat(await given.account(), { name: `Of ${given.workspaceId}` })

    for (let times = 0; times < askedAgain; times += 1)
      for (const { query, given } of [mine, theirs])
        expect(await query<Inbox>(inbox)).toMatchObject({ chats: { nodes: [{ name: `Of ${given.workspaceId}` }] } })
  })
})
