import { describe, expect, it } from 'vitest'
import { explanationsOf } from './Why'

describe('the evidence in a job’s result', () => {
  it('is every method that left a picture', () => {
    const result = { files: [{ explanations: [{ method: 'gradcam', picture_url: '/a.png' }, { method: 'failed', picture_url: null }] }, {}] }
    expect(explanationsOf(result).map(({ method }) => method)).toEqual(['gradcam'])
  })

  it('is nothing in a result of another kind', () => {
    expect(explanationsOf(null)).toEqual([])
    expect(explanationsOf({ files: [] })).toEqual([])
  })
})
