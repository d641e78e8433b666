/** FacetPanel, CommandPalette, KeysHelp, SidePanel, Dye, and Mantine's parts in our dress. */
import { ActionIcon, Button, Checkbox, NumberInput, Radio, SegmentedControl, Select, Slider, Switch, Tabs, Textarea, TextInput, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { CommandPalette } from '@/kit/CommandPalette'
import { Dye } from '@/kit/Dye'
import { FacetPanel } from '@/kit/FacetPanel'
import { SearchIcon } from '@/kit/Icon'
import { KeysHelp } from '@/kit/KeysHelp'
import { SidePanel } from '@/kit/SidePanel'
import classes from '../Kit.module.css'

const facets = [
  { name: 'category', label: 'Category', values: ['Coat', 'Dress', 'Shirt', 'Trouser', 'Bag', 'Ankle boot', 'Sandal', 'Sneaker', 'Pullover', 'T-shirt', '连衣裙'].map((value, at) => ({ value, count: 7000 - at * 560 })) },
  { name: 'season', label: 'Season', values: [{ value: 'AW26', count: 4100 }, { value: 'SS27', count: 2900 }, { value: '', count: 300 }] },
]

export function Facets() {
  const [chosen, setChosen] = useState<Record<string, string[]>>({ category: ['Dress'] })
  return (
    <div className={classes.narrow}>
      <FacetPanel facets={facets} chosen={chosen} onChange={(name, values) => setChosen({ ...chosen, [name]: values })} onClear={() => setChosen({})} />
    </div>
  )
}

export function Dialogues() {
  const [open, setOpen] = useState<'palette' | 'keys' | 'panel' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className={classes.row}>
      <Button variant="default" onClick={() => setOpen('palette')}>
        CommandPalette
      </Button>
      <Button variant="default" onClick={() => setOpen('keys')}>
        KeysHelp
      </Button>
      <Button variant="default" onClick={() => setOpen('panel')}>
        SidePanel
      </Button>
      <CommandPalette opened={open === 'palette'} onClose={close} groups={[{ label: 'Example', commands: ['Duffle coat', 'Bias slip dress', '海岛棉衬衫'].map((label) => ({ id: label, label, run: close })) }]} />
      <KeysHelp opened={open === 'keys'} onClose={close} groups={[{ label: 'Example', keys: [{ keys: 'Ctrl+K', does: 'Command palette' }, { keys: 'g h', does: 'Go home' }] }]} />
      {open === 'panel' ? (
        <SidePanel title="Duffle coat" eyebrow="Garment" onClose={close} foot={<Button>Open</Button>}>
          <p>Detail stands beside the list, so that the list stays in sight.</p>
        </SidePanel>
      ) : null}
    </div>
  )
}

export function Parts() {
  const [colour, setColour] = useState('#2743d2')
  return (
    <div className={classes.stack}>
      <div className={classes.row}>
        <Button>Primary</Button>
        <Button variant="default">Secondary</Button>
        <Button variant="subtle">Subtle</Button>
        <Button variant="light">Light</Button>
        <Button color="red">Delete</Button>
        <Button color="red" variant="outline">
          Delete
        </Button>
        <Button disabled>Disabled</Button>
        <Button loading>Loading</Button>
        <Tooltip label="What it does">
          <ActionIcon variant="subtle" size="lg" aria-label="Search">
            <SearchIcon size={19} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes.three}>
        <TextInput label="Name" placeholder="Duffle coat" />
        <TextInput label="Id" defaultValue="Coat 1" error="Only small letters, digits and hyphens" />
        <NumberInput label="Epochs" description="How often the data is gone through" defaultValue={8} min={1} />
        <Select label="Recipe" data={['fashion-mnist', 'clothing']} defaultValue="clothing" />
        <Textarea label="Description" />
        <div className={classes.stack}>
          <Checkbox label="Resume where it stopped" defaultChecked />
          <Switch label="Mixed precision" defaultChecked />
          <Radio label="Top 5" defaultChecked />
          <Slider defaultValue={40} label={null} thumbLabel="Strength" />
          <SegmentedControl data={['Grid', 'Table']} />
          <Dye value={colour} onChange={setColour}>
            {colour}
          </Dye>
        </div>
      </div>
      <Tabs defaultValue="look">
        <Tabs.List>
          <Tabs.Tab value="look">Look</Tabs.Tab>
          <Tabs.Tab value="make">Make</Tabs.Tab>
          <Tabs.Tab value="wear">Wear</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="look">Photos, tags, look-alikes</Tabs.Panel>
        <Tabs.Panel value="make">Sketch, pattern, fabric</Tabs.Panel>
        <Tabs.Panel value="wear">Try-on</Tabs.Panel>
      </Tabs>
    </div>
  )
}
