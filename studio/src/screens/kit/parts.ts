/** The examples by family. */
export * as Controls from './examples/Controls'
export * as Numbers from './examples/Numbers'
export * as Pictures from './examples/Pictures'
export * as Work from './examples/Work'
