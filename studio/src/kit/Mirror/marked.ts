/** A PNG that says what it is: the IPTC's digital source type in XMP, where readers of metadata look for it. */

/** "Mix or composite of several elements, at least one of which is synthetic media" (IPTC NewsCodes). */
const SOURCE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic'
const SIGNATURE = 8
const CRC_POLYNOMIAL = 0xedb88320

/** The same picture with a packet of XMP after its header (PNG 1.2, iTXt; XMP part 3, 1.1.5). */
export function marked(png: Uint8Array<ArrayBuffer>, says: string): Uint8Array<ArrayBuffer> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  if (png.length < 33 || view.getUint32(0) !== 0x89504e47) throw new Error('no PNG')
  const header = SIGNATURE + 12 + view.getUint32(SIGNATURE)
  const encoder = new TextEncoder()
  const keyword = encoder.encode('XML:com.adobe.xmp')
  const text = encoder.encode(packet(says))
  const body = new Uint8Array(4 + keyword.length + 5 + text.length)
  body.set(encoder.encode('iTXt'))
  body.set(keyword, 4)
  body.set(text, 4 + keyword.length + 5)
  const chunk = new Uint8Array(body.length + 8)
  const written = new DataView(chunk.buffer)
  written.setUint32(0, body.length - 4)
  chunk.set(body, 4)
  written.setUint32(chunk.length - 4, crc(body))
  const made = new Uint8Array(png.length + chunk.length)
  made.set(png.subarray(0, header))
  made.set(chunk, header)
  made.set(png.subarray(header), header + chunk.length)
  return made
}

function packet(says: string): string {
  const plain = says.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
  return (
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ' +
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ' +
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
    `Iptc4xmpExt:DigitalSourceType="${SOURCE}"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">${plain}</rdf:li>` +
    '</rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
  )
}

function crc(bytes: Uint8Array): number {
  let left = 0xffffffff
  for (const byte of bytes) {
    left ^= byte
    for (let bit = 0; bit < 8; bit += 1) left = left & 1 ? (left >>> 1) ^ CRC_POLYNOMIAL : left >>> 1
  }
  return (left ^ 0xffffffff) >>> 0
}
