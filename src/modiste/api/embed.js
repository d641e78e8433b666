/* Modiste on a shop's own page: consent first, then events, recommendations, size advice, try-on. No dependencies.
<script src="https://HOST/api/v1/embed.js" data-key="mod_..." defer></script> with a key that has storefront:use. */
(function () {
  "use strict";
  var tag = document.currentScript;
  if (!tag || window.modiste) return;
  var host = new URL(tag.src).origin, home = host + "/api/v1/storefront/", key = tag.dataset.key || "";
  var store = { get: function (n) { try { return localStorage.getItem(n); } catch (e) { return null; } },
    set: function (n, v) { try { if (v === null) localStorage.removeItem(n); else localStorage.setItem(n, v); } catch (e) {} } };
  var consented = store.get("modiste.consent") === "yes", queue = [], timer = 0, tries = 0;

  function random() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (b) { return (b + 256).toString(16).slice(1); }).join("");
  }
  // Without consent the visit is known to this page alone, and forgotten with it.
  var session = (consented && store.get("modiste.visit")) || random();

  function call(method, path, body, last) {
    return fetch(home + path, { method: method, keepalive: !!last, credentials: "omit", mode: "cors",
      headers: { "Content-Type": "application/json", Authorization: "Bearer " + key },
      body: body && JSON.stringify(body)
    }).then(function (answer) {
      return answer.json().then(function (said) {
        if (answer.ok) return said;
        var error = new Error(said.detail || answer.status);
        error.status = answer.status;
        throw error;
      });
    });
  }
  function flush(last) {
    clearTimeout(timer); timer = 0;
    if (!queue.length) return Promise.resolve();
    var some = queue.splice(0, 50);
    return call("POST", "events", { sent_at: new Date().toISOString(), events: some }, last === true)
      .then(function () { tries = 0; if (queue.length) return flush(); }, function (error) {
        // Sent again with the same ids it changes nothing; what the server refuses is not sent again.
        if (!(error.status >= 400 && error.status < 500 && error.status !== 429) && queue.length < 500) {
          queue = some.concat(queue);
          if (last !== true) timer = setTimeout(flush, Math.min(60000, 1000 * Math.pow(2, tries++)));
        }
      });
  }
  function track(kind, said) {
    if (!consented) return;
    var event = { id: random(), kind: kind, at: new Date().toISOString(), session: session, consent: true };
    for (var name in said || {}) event[name] = said[name];
    queue.push(event);
    if (!timer) timer = setTimeout(flush, 1000);
  }
  function consent(yes) {
    consented = !!yes;
    store.set("modiste.consent", yes ? "yes" : null);
    store.set("modiste.visit", yes ? session : null);
    if (!yes) { queue = []; session = random(); }
  }
  function recommend(wish) {
    var asked = { session: session };
    for (var name in wish || {}) asked[name] = wish[name];
    return flush().then(function () { return call("POST", "recommendations", asked); });
  }
  function size(garment) {
    return call("GET", "size-advice?session=" + session + "&garment=" + encodeURIComponent(garment));
  }
  function isChinese() { return /^zh/.test(document.documentElement.lang); }
  function made(name, said, style) {
    var one = Object.assign(document.createElement(name), said);
    Object.assign(one.style, style); // by script, which a strict policy allows
    return one;
  }
  // The house's fitting page in a dialog: sizes by measures, and on a photo, which goes there and nowhere else.
  function tryOn(garment) {
    var zh = isChinese(), box = made("dialog", { className: "modiste-try-on" }, { boxSizing: "border-box", width: "min(1160px, 96vw)",
      maxWidth: "none", height: "92vh", maxHeight: "none", padding: "0", border: "0", overflow: "hidden" });
    var said = new URLSearchParams({ key: key, session: session, lang: zh ? "zh-CN" : "en" });
    var shut = made("button", { type: "button", textContent: zh ? "关闭" : "Close" }, { position: "absolute", top: "8px", right: "12px", zIndex: "1" });
    var frame = made("iframe", { title: zh ? "试穿" : "Try it on", referrerPolicy: "no-referrer" }, { display: "block", width: "100%", height: "100%", border: "0" });
    function hear(event) {
      if (event.origin === host && event.source === frame.contentWindow && event.data && event.data.modiste === "close") box.close();
    }
    frame.allow = "camera"; // for the mirror, which looks in the browser and sends nothing
    frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-downloads";
    frame.src = host + "/try-on?garment=" + encodeURIComponent(garment) + "#" + said;
    shut.addEventListener("click", function () { box.close(); });
    box.addEventListener("close", function () { removeEventListener("message", hear); box.remove(); });
    addEventListener("message", hear);
    box.setAttribute("aria-label", frame.title);
    box.append(shut, frame);
    document.body.append(box);
    box.showModal();
    return box;
  }
  // <div data-modiste-tryon="t-shirt-001"></div> gets a button, the size to take, and why.
  function offer(place) {
    var zh = isChinese(), garment = place.dataset.modisteTryon, why = made("small", {});
    var button = made("button", { type: "button", textContent: zh ? "试穿" : "Try it on" });
    button.addEventListener("click", function () { tryOn(garment); });
    return size(garment).then(function (said) {
      why.textContent = (said.size ? said.size + (zh ? "：" : ": ") : "") + (zh ? said.zh : said.en);
      place.replaceChildren(button, " ", why);
    }, function () { place.hidden = true; });
  }
  // <div data-modiste="home" data-k="6" data-link="/garments/{id}"></div> is filled; text only, never HTML.
  function fill(place) {
    var zh = isChinese();
    return recommend({ placement: place.dataset.modiste || "home", garment: place.dataset.garment || "",
      k: Number(place.dataset.k) || 6 }).then(function (answer) {
      var list = document.createElement("ul");
      answer.results.forEach(function (each) {
        var item = document.createElement("li"), link = document.createElement("a"), why = document.createElement("small");
        link.href = (place.dataset.link || "?garment={id}").replace("{id}", encodeURIComponent(each.garment));
        link.textContent = each.name + (each.size ? " · " + each.size : "");
        why.textContent = zh ? each.why.zh : each.why.en;
        link.addEventListener("click", function () {
          track("select_item", { garment: each.garment, recommendation: answer.id });
          flush(true);
        });
        item.append(link, " ", why);
        list.append(item);
      });
      place.replaceChildren(list);
      place.dispatchEvent(new CustomEvent("modiste", { bubbles: true, detail: answer }));
    }, function () { place.hidden = true; });
  }
  window.modiste = { consent: consent, track: track, recommend: recommend, size: size, fill: fill,
    tryOn: tryOn, offer: offer,
    hasConsent: function () { return consented; } };
  addEventListener("pagehide", function () { flush(true); });
  function begin() {
    document.querySelectorAll("[data-modiste]").forEach(fill);
    document.querySelectorAll("[data-modiste-tryon]").forEach(offer);
  }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin); else begin();
})();
