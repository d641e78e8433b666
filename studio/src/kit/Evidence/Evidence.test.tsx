import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { show } from '../../../test/show'
import { Evidence } from '.'

const claim = { label: 'Shirt', confidence: 0.873 }

test('evidence names the claim, the method, and how far to trust it', () => {
  show(<Evidence src="shirt.jpg" alt="A shirt" heat={{ src: 'heat.png' }} method="Grad-CAM" claim={claim} score={{ label: 'Deletion AUC', value: 0.21, interval: [0.18, 0.25] }} />)
  const figure = screen.getByRole('figure')
  for (const text of ['Shirt', '87.3%', 'Grad-CAM', 'Deletion AUC 0.21', '95%: 0.18 to 0.25', 'predicted']) expect(figure).toHaveTextContent(text)
})

test('the heat is made stronger and weaker by key', async () => {
  const { container } = show(<Evidence src="shirt.jpg" alt="A shirt" heat={{ src: 'heat.png' }} method="Grad-CAM" claim={claim} />)
  const slider = screen.getByRole('slider', { name: 'Heat' })
  expect(slider).toHaveAttribute('aria-valuenow', '70')
  expect(container.querySelector<HTMLElement>('img[src="heat.png"]')!.style.opacity).toBe('0.7')
})

test('without heat it says so and offers nothing to slide', () => {
  show(<Evidence src="shirt.jpg" alt="A shirt" heat={null} method="Grad-CAM" claim={claim} />)
  expect(screen.getByText('No heat for this picture')).toBeInTheDocument()
  expect(screen.queryByRole('slider')).toBeNull()
})
