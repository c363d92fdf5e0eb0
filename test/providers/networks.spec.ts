import { describe, expect, it } from 'vitest'
import { providers } from '../../src/domain/provider.ts'
import { adapters } from '../../src/providers/index.ts'

describe('networks', () => {
  it('differ in what they call a contact, and in what upstream can do there', () => {
    const differences = providers.map((provider) => {
      const { upstreamType, contactWord, canLookUp, hasRelationsList } = adapters[provider]
      return [provider, upstreamType, contactWord, canLookUp, hasRelationsList]
    })

    expect(differences).toEqual([
      ['LINKEDIN', 'LINKEDIN', 'Relation', true, true],
      ['WHATSAPP', 'WHATSAPP', 'Contact', true, false],
      ['INSTAGRAM', 'INSTAGRAM', 'Contact', true, false],
      ['TELEGRAM', 'TELEGRAM', 'Contact', true, false],
      ['X', 'TWITTER', 'Contact', true, false],
      ['MESSENGER', 'MESSENGER', 'Friend', false, false],
    ])
  })

  it('share no domain and no scheme, and each answers for its own shapes', () => {
    const names = providers.flatMap((provider) => [...adapters[provider].domains, ...adapters[provider].schemes])

    expect(new Set(names).size).toBe(names.length)
    for (const provider of providers) {
      expect(adapters[provider].provider).toBe(provider)
      expect(adapters[provider].shapes.every((shape) => shape.provider === provider)).toBe(true)
      expect(adapters[provider].domains.every((domain) => /^[a-z]+\.[a-z]+$/.test(domain))).toBe(true)
    }
  })
})
