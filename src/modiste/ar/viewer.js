/* A garment's glTF in WebGL 2 and, where there is WebXR, in the room. Knows the files that Modiste writes, no others. */
'use strict'
const $ = (id) => document.getElementById(id)
const isChinese = navigator.language.startsWith('zh')
const { glb, poster, ready, keyless, titleZh } = document.body.dataset
document.documentElement.className = isChinese ? 'zh' : 'en'
document.documentElement.lang = isChinese ? 'zh-CN' : 'en'
if (isChinese) {
  const named = document.title
  document.title = titleZh
  for (const each of document.querySelectorAll('[alt], [aria-label]')) for (const name of ['alt', 'aria-label']) {
    if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replace(named, titleZh))
  }
}
const source = new URL(glb, location.href)

/* --- the ways into the room: there once the files are --- */
const offer = () => {
  for (const each of document.querySelectorAll('#poster, #quick-look img')) if (each.src.startsWith('data:')) each.src = poster
  // Scene Viewer fetches the file itself, without a session and over https only.
  if (/Android/.test(navigator.userAgent) && location.protocol === 'https:' && keyless === 'true') {
    const asked = new URLSearchParams({ file: source.href, mode: 'ar_preferred', title: document.title })
    const back = encodeURIComponent(location.href)
    $('scene-viewer').href = `intent://arvr.google.com/scene-viewer/1.0?${asked}#Intent;scheme=https;package=com.google.android.googlequicksearchbox;action=android.intent.action.VIEW;S.browser_fallback_url=${back};end;`
    $('scene-viewer').hidden = false
  }
  $('quick-look').hidden = !document.createElement('a').relList.supports('ar')
}
if (ready === 'true') offer()

/* --- 202 says that the file is being made: asked again a little later, ever less often, not while nobody looks --- */
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000))
const looked = async () => { while (document.hidden) await new Promise((done) => document.addEventListener('visibilitychange', done, { once: true })) }
const fetched = async () => {
  for (let wait = 1; ; wait = Math.min(wait * 1.3, 5)) {
    const answer = await fetch(source, { headers: { Accept: 'model/gltf-binary, application/json' } })
    if (answer.status !== 202) {
      $('waiting').hidden = true
      if (answer.ok) return answer.arrayBuffer()
      const told = await answer.json().catch(() => ({}))
      $('reason').textContent = [told.detail, told.code].filter(Boolean).join(' ')
      $('broken').hidden = false
      return null
    }
    const job = await answer.json()
    $('waiting').hidden = false
    if (job.total > 0) $('share').value = job.done / job.total
    await pause(wait)
    await looked()
  }
}

/* --- matrices, column by column --- */
const times = (a, b) => Float32Array.from({ length: 16 }, (_, k) => [0, 1, 2, 3].reduce((sum, j) => sum + a[j * 4 + (k % 4)] * b[(k >> 2) * 4 + j], 0))
const moved = (x, y, z) => new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1])
const turnedY = (a) => new Float32Array([Math.cos(a), 0, -Math.sin(a), 0, 0, 1, 0, 0, Math.sin(a), 0, Math.cos(a), 0, 0, 0, 0, 1])
const turnedX = (a) => new Float32Array([1, 0, 0, 0, 0, Math.cos(a), Math.sin(a), 0, 0, -Math.sin(a), Math.cos(a), 0, 0, 0, 0, 1])
const lens = (field, aspect, near, far) => {
  const f = 1 / Math.tan(field / 2)
  return new Float32Array([f / aspect, 0, 0, 0, 0, f, 0, 0, 0, 0, (far + near) / (near - far), -1, 0, 0, (2 * far * near) / (near - far), 0])
}

const VERTEX = `#version 300 es
in vec3 POSITION; in vec3 NORMAL; in vec4 TANGENT; in vec2 TEXCOORD_0;
uniform mat4 project, view, model; out vec3 n, t, at; out vec2 uv;
void main() { vec4 p = view * model * vec4(POSITION, 1.); at = p.xyz; mat3 m = mat3(view * model);
  n = m * NORMAL; t = m * TANGENT.xyz; uv = TEXCOORD_0; gl_Position = project * p; }`
const FRAGMENT = `#version 300 es
precision highp float; in vec3 n, t, at; in vec2 uv; out vec4 colour;
uniform sampler2D base, bump; uniform bool cloth, raised; uniform vec3 tint; uniform float rough;
vec3 light(vec3 N, vec3 V, vec3 L, vec3 c, float power) { vec3 H = normalize(L + V);
  float gloss = pow(max(dot(N, H), 0.), mix(60., 4., rough)) * (1. - rough) * .5; return power * max(dot(N, L), 0.) * (c + gloss); }
void main() { vec3 N = normalize(n) * (gl_FrontFacing ? 1. : -1.), V = normalize(-at), c = tint;
  if (cloth) { c = texture(base, uv).rgb; }
  if (raised) { vec2 du = dFdx(uv), dv = dFdy(uv); vec3 led = dot(t, t) > .01 ? t : (dFdx(at) * dv.y - dFdy(at) * du.y) * sign(du.x * dv.y - dv.x * du.y);
    vec3 T = normalize(led - dot(led, N) * N), b = texture(bump, uv).xyz * 2. - 1.;
    N = normalize(b.x * T + b.y * cross(N, T) * (gl_FrontFacing ? 1. : -1.) + b.z * N); }
  vec3 lit = c * mix(.34, .62, N.y * .5 + .5) + light(N, V, normalize(vec3(-.45, .55, .7)), c, .55) + light(N, V, normalize(vec3(.87, .27, .42)), c, .22);
  colour = vec4(pow(clamp(lit, 0., 1.), vec3(1. / 2.2)), 1.); }`

const show = async () => {
  const canvas = $('stage')
  const gl = canvas.getContext('webgl2', { antialias: true, xrCompatible: Boolean(navigator.xr) })
  // Without WebGL there is the picture, once there is one.
  if (!gl) return ready === 'true' || !(await fetched()) ? undefined : offer()
  const data = await fetched()
  if (!data) return
  offer()
  const size = new DataView(data).getUint32(12, true)
  const file = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 20, size)))
  const start = 28 + size
  const bytes = (index) => { const v = file.bufferViews[index]; return new Uint8Array(data, start + v.byteOffset, v.byteLength) }

  const program = gl.createProgram()
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind)
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return
  gl.useProgram(program)
  const at = (name) => gl.getUniformLocation(program, name)
  const slanting = gl.getExtension('EXT_texture_filter_anisotropic')
  const picture = async (index, isColour) => {
    const image = file.images[file.textures[index].source]
    const bitmap = await createImageBitmap(new Blob([bytes(image.bufferView)], { type: image.mimeType }), { colorSpaceConversion: 'none' })
    const made = gl.createTexture()
    gl.bindTexture(gl.TEXTURE_2D, made)
    gl.texImage2D(gl.TEXTURE_2D, 0, isColour ? gl.SRGB8_ALPHA8 : gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, bitmap)
    gl.generateMipmap(gl.TEXTURE_2D)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR)
    if (slanting) gl.texParameteri(gl.TEXTURE_2D, slanting.TEXTURE_MAX_ANISOTROPY_EXT, 4)
    return made
  }
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity], parts = []
  for (const mesh of file.meshes) {
    const { attributes, indices, material } = mesh.primitives[0]
    const array = gl.createVertexArray()
    gl.bindVertexArray(array)
    for (const [name, number] of Object.entries(attributes)) {
      const place = gl.getAttribLocation(program, name)
      if (place < 0) continue
      const accessor = file.accessors[number]
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
      gl.bufferData(gl.ARRAY_BUFFER, bytes(accessor.bufferView), gl.STATIC_DRAW)
      gl.enableVertexAttribArray(place)
      gl.vertexAttribPointer(place, Number(accessor.type[3]), accessor.componentType, false, 0, 0)
    }
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer())
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, bytes(file.accessors[indices].bufferView), gl.STATIC_DRAW)
    const reach = file.accessors[attributes.POSITION], look = file.materials[material], light = look.pbrMetallicRoughness
    for (const k of [0, 1, 2]) { low[k] = Math.min(low[k], reach.min[k]); high[k] = Math.max(high[k], reach.max[k]) }
    parts.push({
      array, count: file.accessors[indices].count, kind: file.accessors[indices].componentType, rough: light.roughnessFactor,
      tint: (light.baseColorFactor ?? [1, 1, 1]).slice(0, 3),
      base: light.baseColorTexture && (await picture(light.baseColorTexture.index, true)),
      bump: look.normalTexture && (await picture(look.normalTexture.index, false)),
    })
  }
  gl.bindVertexArray(null)
  gl.enable(gl.DEPTH_TEST)
  gl.uniform1i(at('base'), 0)
  gl.uniform1i(at('bump'), 1)
  const draw = (project, view, model) => {
    for (const [name, matrix] of [['project', project], ['view', view], ['model', model]]) gl.uniformMatrix4fv(at(name), false, matrix)
    for (const part of parts) {
      gl.uniform1i(at('cloth'), part.base ? 1 : 0)
      gl.uniform1i(at('raised'), part.bump ? 1 : 0)
      gl.uniform1f(at('rough'), part.rough)
      gl.uniform3fv(at('tint'), part.tint)
      for (const [unit, texture] of [[0, part.base], [1, part.bump]]) { gl.activeTexture(gl.TEXTURE0 + unit); gl.bindTexture(gl.TEXTURE_2D, texture ?? null) }
      gl.bindVertexArray(part.array)
      gl.drawElements(gl.TRIANGLES, part.count, part.kind, 0)
    }
    gl.bindVertexArray(null)
  }

  /* --- on the page --- */
  const middle = low.map((each, k) => -(each + high[k]) / 2), reach = Math.hypot(...low.map((each, k) => high[k] - each))
  let around = -0.5, down = 0.08, near = 1, session = null
  const paint = () => {
    if (session) return
    const ratio = Math.min(devicePixelRatio, 2)
    canvas.width = canvas.clientWidth * ratio
    canvas.height = canvas.clientHeight * ratio
    gl.bindFramebuffer(gl.FRAMEBUFFER, null)
    gl.viewport(0, 0, canvas.width, canvas.height)
    gl.clearColor(0.969, 0.969, 0.969, 1)
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT)
    const aspect = canvas.width / canvas.height, far = (reach * 2.2 * near) / Math.min(1, aspect * 1.4)
    draw(lens(0.42, aspect, 0.05, 40), times(moved(0, 0, -far), times(turnedX(down), turnedY(around))), moved(...middle))
  }
  const turn = (x, y, zoom = 1) => {
    around += x
    down = Math.min(1.4, Math.max(-1.2, down + y))
    near = Math.min(2, Math.max(0.2, near * zoom))
    paint()
  }
  canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId))
  canvas.addEventListener('pointermove', (event) => { if (event.buttons) turn(event.movementX / 160, event.movementY / 160) })
  canvas.addEventListener('wheel', (event) => { event.preventDefault(); turn(0, 0, Math.exp(event.deltaY / 800)) }, { passive: false })
  canvas.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1], '+': [0, 0, 0.9], '=': [0, 0, 0.9], '-': [0, 0, 1.1] }[event.key]
    if (by) { event.preventDefault(); turn(...by) }
  })
  canvas.hidden = false
  $('poster').hidden = true
  new ResizeObserver(paint).observe(canvas)
  paint()
  canvas.dataset.shown = 'true'

  /* --- in the room --- */
  if (!(await navigator.xr?.isSessionSupported('immersive-ar').catch(() => false))) return
  $('webxr').hidden = false
  $('webxr').addEventListener('click', async () => {
    session = await navigator.xr.requestSession('immersive-ar', { requiredFeatures: ['hit-test'] }).catch(() => null)
    if (!session) return
    await gl.makeXRCompatible()
    session.updateRenderState({ baseLayer: new XRWebGLLayer(session, gl) })
    const room = await session.requestReferenceSpace('local'), head = await session.requestReferenceSpace('viewer')
    const floor = await session.requestHitTestSource({ space: head })
    let here = null, isSet = false
    session.addEventListener('select', () => { isSet = !isSet })
    session.addEventListener('end', () => { session = null; paint() })
    const frame = (_, now) => {
      if (!session) return
      session.requestAnimationFrame(frame)
      const hit = now.getHitTestResults(floor)[0]?.getPose(room)
      if (hit && !isSet) here = hit.transform.position
      const pose = now.getViewerPose(room), layer = session.renderState.baseLayer
      if (!pose) return
      gl.bindFramebuffer(gl.FRAMEBUFFER, layer.framebuffer)
      gl.clearColor(0, 0, 0, 0)
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT)
      for (const each of here ? pose.views : []) {
        const seen = layer.getViewport(each)
        gl.viewport(seen.x, seen.y, seen.width, seen.height)
        draw(each.projectionMatrix, each.transform.inverse.matrix, moved(here.x, here.y, here.z))
      }
    }
    session.requestAnimationFrame(frame)
  })
}
void show().catch(() => { $('stage').hidden = true; $('poster').hidden = false })
