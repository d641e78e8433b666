/**
 * The rules of the house that ESLint's own rules cannot say: colours and drawing libraries stay behind the kit.
 *
 * Which folders they hold for is eslint.config.js's to say.
 */

const HEX = /(^|[^&\w])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![\w-])/i
const FUNCTION = /\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(\s*[\d.]/i
const MESSAGE = 'A colour of its own: take one of the tokens, as `var(--accent)` (src/look/tokens.ts).'

/** No colour written by hand. */
export const noRawColour = {
  meta: { type: 'problem', schema: [], messages: { raw: MESSAGE } },
  create(context) {
    const check = (node, text) => {
      if (HEX.test(text) || FUNCTION.test(text)) context.report({ node, messageId: 'raw' })
    }
    return {
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateElement: (node) => check(node, node.value.raw),
      JSXText: (node) => check(node, node.value),
    }
  },
}

/** No text for people outside the locale files. */
export const noBareWords = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { bare: 'Words for people belong in src/locale/*.json: use `t(...)`.' },
  },
  create(context) {
    const isWords = (text) => /\p{L}{2,}/u.test(text)
    const SEEN = new Set(['title', 'label', 'placeholder', 'alt', 'aria-label', 'hint', 'eyebrow', 'lead', 'source'])
    return {
      JSXText: (node) => isWords(node.value) && context.report({ node, messageId: 'bare' }),
      JSXAttribute(node) {
        const { name, value } = node
        if (SEEN.has(name.name) && value?.type === 'Literal' && isWords(String(value.value)) && value.value !== 'Modiste') {
          context.report({ node, messageId: 'bare' })
        }
      },
    }
  },
}

export default { rules: { 'no-raw-colour': noRawColour, 'no-bare-words': noBareWords } }
