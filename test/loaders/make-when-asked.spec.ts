import { describe, expect, it } from 'vitest'
import { madeWhenAsked } from '../../src/loaders/made-when-asked.ts'

describe('members that are made when they are asked for', () => {
  it('are made once, and none that nobody asks for', () => {
    const made: string[] = []
    const make = madeWhenAsked<string>()({
      shout: (word) => {
        made.push(word)
        return { text: word.toUpperCase() }
      },
      whisper: (word) => {
        throw new Error(`Nobody asked for ${word}`)
      },
    })

    const [ada, grace] = [make('ada'), make('grace')]

    expect(ada.shout.text).toBe('ADA')
    expect(ada.shout).toBe(ada.shout)
    expect(grace.shout.text).toBe('GRACE')
    expect(made).toEqual(['ada', 'grace'])
  })

  it('are the same for one that has others instead, whichever is asked first', () => {
    const make = madeWhenAsked<number>()({ box: (count) => ({ count }), other: (count) => ({ count }) })
    const base = make(1)
    const derived = base.having({ other: { count: 2 } })
    const further = derived.having({})

    expect(derived.box).toBe(base.box)
    expect(further.box).toBe(base.box)
    expect([further.other.count, derived.other.count, base.other.count]).toEqual([2, 2, 1])
  })
})
