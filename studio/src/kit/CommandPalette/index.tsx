/** Everything by name: go somewhere, do something, find a garment, without leaving the keyboard. */
import { Modal } from '@mantine/core'
import { type ComponentType, type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useWords } from '@/locale'
import { SearchIcon } from '@/kit/Icon'
import { Keys } from '@/kit/Keys'
import { match } from './match'
import classes from './CommandPalette.module.css'

export interface Command {
  id: string
  label: string
  /** A quiet word at the side. */
  hint?: string
  /** Other names it is found by: the other language, synonyms, pinyin. */
  keywords?: readonly string[]
  keys?: string
  icon?: ComponentType<{ size?: number }>
  run: () => void
}

export interface CommandGroup {
  label: string
  commands: readonly Command[]
  /** Already searched by the server: shown as it is, not matched again. */
  found?: boolean
}

export interface CommandPaletteProps {
  opened: boolean
  onClose: () => void
  groups: readonly CommandGroup[]
  /** What is typed, for groups that the server searches. */
  onType?: (text: string) => void
  /** A group is still being searched. */
  searching?: boolean
}

interface Ranked {
  command: Command
  score: number
  at: readonly number[]
}

export function CommandPalette({ opened, onClose, groups, onType, searching = false }: CommandPaletteProps) {
  const { t } = useWords()
  return (
    <Modal.Root opened={opened} onClose={onClose} size="lg" yOffset="12vh" transitionProps={{ duration: 120 }}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius="lg" aria-label={t('kit.palette.title')}>
        <Palette groups={groups} onClose={onClose} onType={onType} searching={searching} />
      </Modal.Content>
    </Modal.Root>
  )
}

function Palette({
  groups,
  onClose,
  onType,
  searching,
}: Pick<CommandPaletteProps, 'groups' | 'onClose'> & { onType: ((text: string) => void) | undefined; searching: boolean }) {
  const { t } = useWords()
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const typed = useDeferredValue(text)
  const shown = useMemo(() => rank(groups, typed), [groups, typed])
  const flat = flatOf(shown)
  const starts = shown.map((_, before) => shown.slice(0, before).reduce((sum, group) => sum + group.commands.length, 0))
  const index = Math.min(chosen, Math.max(0, flat.length - 1))

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [index])

  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return // the Enter that ends an input method's word is not ours
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step) setChosen(wrapped(index + step, flat.length, Math.abs(step) === 1))
    // A quick hand presses Enter before the list has caught up with what was typed.
    else if (event.key === 'Enter') run((typed === text ? flat : flatOf(rank(groups, text)))[index]?.command)
    else return
    event.preventDefault()
  }

  return (
    <div className={classes.palette}>
      <div className={classes.field}>
        <SearchIcon size={18} aria-hidden />
        <input
          className={classes.input}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={flat.length > 0 ? `${id}-${index}` : undefined}
          aria-label={t('kit.palette.title')}
          placeholder={t('kit.palette.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setChosen(0)
            onType?.(event.currentTarget.value)
          }}
          onKeyDown={onKeyDown}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
        />
        <Keys keys="Esc" />
      </div>
      <div className={classes.list} ref={list} id={`${id}-list`} role="listbox" aria-label={t('kit.palette.title')}>
        {shown.map((group, groupIndex) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <div className={`label ${classes.group}`} aria-hidden>
              {group.label}
            </div>
            {group.commands.map(({ command, at }, offset) => {
              const here = starts[groupIndex]! + offset
              const Icon = command.icon
              return (
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the input's
                <div
                  key={command.id}
                  id={`${id}-${here}`}
                  className={classes.command}
                  role="option"
                  tabIndex={-1}
                  aria-selected={here === index}
                  onPointerMove={() => setChosen(here)}
                  onClick={() => run(command)}
                >
                  <span className={classes.icon}>{Icon ? <Icon size={18} /> : null}</span>
                  <span className={classes.name} dir="auto">
                    <Marked text={command.label} at={at} />
                  </span>
                  {command.hint ? <span className={classes.hint}>{command.hint}</span> : null}
                  {command.keys ? <Keys keys={command.keys} /> : null}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      {flat.length === 0 ? <p className={classes.nothing}>{searching ? t('kit.loading') : t('kit.palette.nothing', { text })}</p> : null}
      <span className="unseen" aria-live="polite">
        {t('kit.palette.count', { count: flat.length })}
      </span>
    </div>
  )
}

const flatOf = (groups: ReturnType<typeof rank>) => groups.flatMap((group) => group.commands)

function Marked({ text, at }: { text: string; at: readonly number[] }) {
  if (at.length === 0) return text
  const marks = new Set(at)
  return Array.from(text, (letter, index) => (marks.has(index) ? <b key={index}>{letter}</b> : letter))
}

function wrapped(index: number, count: number, wraps: boolean): number {
  if (count === 0) return 0
  return wraps ? (index + count) % count : Math.min(count - 1, Math.max(0, index))
}

/** The commands that fit, best first, in groups ordered by their best. */
export function rank(groups: readonly CommandGroup[], typed: string): { label: string; commands: Ranked[] }[] {
  const ranked = groups.map((group) => ({
    label: group.label,
    commands: group.commands.flatMap((command): Ranked[] => {
      if (group.found || typed.trim() === '') return [{ command, score: 0, at: [] }]
      const own = match(typed, command.label)
      const other = (command.keywords ?? []).map((word) => match(typed, word)?.score ?? -1).reduce((a, b) => Math.max(a, b), -1)
      if (own && own.score >= other) return [{ command, score: own.score, at: own.at }]
      return other >= 0 ? [{ command, score: other, at: [] }] : own ? [{ command, score: own.score, at: own.at }] : []
    }),
  }))
  for (const group of ranked) group.commands.sort((a, b) => b.score - a.score)
  const filled = ranked.filter((group) => group.commands.length > 0)
  return typed.trim() === '' ? filled : filled.sort((a, b) => b.commands[0]!.score - a.commands[0]!.score)
}
