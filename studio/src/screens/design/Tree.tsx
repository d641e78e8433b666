/** The designs that are kept, each under the one it was made from. */
import { Link } from 'react-router'
import { useDesigns } from '@/api'
import { Loaded, Section } from '@/app'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { fieldName, valueName } from './fieldWords'
import { type Branch, treeOf } from './wish'
import classes from './Design.module.css'

export function Tree({ current }: { current: string }) {
  const { t } = useWords()
  const designs = useDesigns()
  return (
    <Section title={t('desk.tree.title')}>
      <Loaded query={designs} skeleton={<TableSkeleton rows={3} columns={2} />}>
        {({ items }) => (items.length === 0 ? <p className="quiet">{t('desk.tree.none')}</p> : <Branches branches={treeOf(items)} current={current} />)}
      </Loaded>
    </Section>
  )
}

function Branches({ branches, current }: { branches: readonly Branch[]; current: string }) {
  const { t, format } = useWords()
  return (
    <ul className={classes.tree}>
      {branches.map(({ design, children }) => {
        const program = design.fields.program
        return (
          <li key={design.id}>
            <Link className={classes.node} to={`/design/patterns?of=${design.id}`} aria-current={current !== '' && design.id.startsWith(current) ? 'page' : undefined}>
              <span className={classes.nodeText} dir="auto">
                {design.text || (program ? valueName('program', program.value, t) : design.id.slice(0, 8))}
              </span>
              <span className="small quiet">
                {[program ? valueName('program', program.value, t) : '', format.date(design.kept_at), design.locked.length > 0 ? t('desk.tree.locked', { fields: format.list(design.locked.map((name) => fieldName(name, t))) }) : '']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Link>
            {children.length > 0 ? <Branches branches={children} current={current} /> : null}
          </li>
        )
      })}
    </ul>
  )
}
