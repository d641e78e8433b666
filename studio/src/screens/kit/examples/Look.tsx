/** Colours, type, stitch. */
import { Stitch, StitchFrame } from '@/kit/Stitch'
import classes from '../Kit.module.css'

const COLOURS = ['ground', 'surface', 'shade', 'hairline', 'quiet', 'ink', 'accent', 'good', 'warn', 'bad']
const STEPS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

export function Look() {
  return (
    <div className={classes.stack}>
      <div className={classes.swatches}>
        {COLOURS.map((name) => (
          <div key={name}>
            <div className={classes.swatch} style={{ background: `var(--${name})` }} />
            <span className="small">{name}</span>
          </div>
        ))}
      </div>
      {(['kind', 'quantity', 'difference'] as const).map((name) => (
        <div key={name}>
          <p className="label">{name}</p>
          <div className={classes.ramp}>
            {STEPS.slice(0, name === 'kind' ? 8 : 9).map((step) => (
              <span key={step} style={{ background: `var(--${name}-${step})` }} />
            ))}
          </div>
        </div>
      ))}
      <div>
        <p className="display">Bias-cut 斜裁 0123</p>
        <p className="title">A coat for the sea 海边的大衣</p>
        <p className="heading">Grading from 34 to 48 放码</p>
        <p>Ease is garment girth minus body girth, in centimetres. 放松量是服装围度与人体围度之差。</p>
        <p className="small quiet">A quiet line 安静的一行</p>
        <p className="label">Small caps 小标题</p>
      </div>
      <div className={classes.stitches}>
        {(['ink', 'accent', 'good', 'warn', 'bad', 'hairline'] as const).map((tone) => (
          <Stitch key={tone} tone={tone} />
        ))}
        <Stitch running tone="accent" />
        <Stitch sewn={0.62} tone="accent" />
        <div className={classes.framed}>
          <StitchFrame />
        </div>
      </div>
    </div>
  )
}
