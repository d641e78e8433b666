/** Which customer is looked at: in the address by pseudonym alone, whatever was typed to find them. */
import { useState } from 'react'
import type { Customer } from '@/api'
import { useAddress } from '@/app'

export function useCustomer(recent: readonly Customer[]) {
  const { query, change } = useAddress()
  const here = query.get('customer')
  // The shop's own id or address of a person has no place in a link: it stays in this page's memory.
  const [typed, setTyped] = useState<{ text: string; at: string | null } | null>(null)
  const sought = typed?.at === here ? typed.text : null
  const choose = (text: string, isPseudonym: boolean) => {
    const isListed = isPseudonym || recent.some(({ customer }) => customer === text)
    setTyped(isListed ? null : { text, at: here })
    if (isListed) change({ customer: text, why: null }, { push: true })
  }
  return { customer: sought ?? here ?? recent[0]?.customer ?? '', choose }
}
