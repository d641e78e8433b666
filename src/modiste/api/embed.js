/* Modiste on a shop's own page: consent first, then events, recommendations, size advice. No dependencies.
<script src="https://HOST/api/v1/embed.js" data-key="mod_..." defer></script> with a key that has storefront:use. */
(function () {
  "use strict";
  var tag = document.currentScript;
  if (!tag || window.modiste) return;
  var home = new URL(tag.src).origin + "/api/v1/storefront/", key = tag.dataset.key || "";
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
  // <div data-modiste="home" data-k="6" data-link="/garments/{id}"></div> is filled; text only, never HTML.
  function fill(place) {
    var zh = /^zh/.test(document.documentElement.lang);
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
    hasConsent: function () { return consented; } };
  addEventListener("pagehide", function () { flush(true); });
  function begin() { document.querySelectorAll("[data-modiste]").forEach(fill); }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin); else begin();
})();
