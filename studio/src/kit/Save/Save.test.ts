import { expect, test } from 'vitest'
import { csvOf, fileName } from '.'

test('a CSV is UTF-8 with its mark, CRLF, and quotes where they are needed', () => {
  expect(csvOf(['Name', 'Weight, g'], [['Crêpe "de chine"', 82.5], ['双绉\nheavy', null]])).toBe('\uFEFFName,"Weight, g"\r\n"Crêpe ""de chine""",82.5\r\n"双绉\nheavy",\r\n')
})

test('what a spreadsheet would run is text, numbers stay numbers', () => {
  expect(csvOf(['a'], [['=HYPERLINK("x")'], ['+1'], ['-2.5'], ['@sum'], [-3]])).toBe('\uFEFFa\r\n"\'=HYPERLINK(""x"")"\r\n+1\r\n-2.5\r\n\'@sum\r\n-3\r\n')
})

test('a file’s name holds nothing that a file system refuses', () => {
  expect(fileName(' What: a/b\\c? ', 'csv')).toBe('What-a-b-c-.csv')
  expect(fileName('混淆矩阵', 'png')).toBe('混淆矩阵.png')
  expect(fileName('', 'png')).toBe('modiste.png')
})
