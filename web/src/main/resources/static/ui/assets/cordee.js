"use strict";
// Turbo keeps the pages live; this adds what it leaves open. Everything works without it, if not live.
(() => {
  const told = (live) => {
    const place = document.getElementById("connection");
    if (place) {
      place.textContent = live ? place.dataset.live : place.dataset.lost;
      place.dataset.state = live ? "live" : "lost";
    }
  };

  const listen = () => {
    for (const source of document.querySelectorAll("turbo-stream-source")) {
      const stream = source.streamSource;
      if (stream?.readyState === EventSource.OPEN) {
        told(true); // also after a refresh that failed, once one did not
      }
      if (stream && !stream.heard) {
        stream.heard = true;
        stream.addEventListener("open", () => told(true));
        stream.addEventListener("error", () => told(false));
        // a stream that was refused, as by a proxy while the API starts anew, does not come back by itself
        stream.addEventListener("error", () => {
          if (stream.readyState === EventSource.CLOSED && source.isConnected) {
            setTimeout(() => source.isConnected && source.replaceWith(source.cloneNode(true)), 2000);
            setTimeout(listen, 2100);
          }
        });
      }
    }
  };

  // a refresh that fails leaves the page as it was, until the next one; a link that fails shows why
  const isRefresh = (url) => String(url).split("#")[0] === location.href.split("#")[0];
  document.addEventListener("turbo:fetch-request-error", (event) => {
    if (isRefresh(event.detail.request.url)) {
      event.preventDefault();
      told(false);
    }
  });
  document.addEventListener("turbo:before-fetch-response", (event) => {
    const answer = event.detail.fetchResponse;
    const isPage = answer.contentType && answer.contentType.startsWith("text/html");
    if (event.target === document.documentElement && isRefresh(answer.response.url) && (answer.serverError || !isPage)) {
      event.preventDefault();
      told(false);
    }
  });

  // browsers allow few connections to a host: a page that nobody sees needs none
  document.addEventListener("visibilitychange", () => {
    for (const source of document.querySelectorAll("turbo-stream-source")) {
      if (document.hidden) {
        source.streamSource?.close();
      } else if (source.streamSource?.readyState === EventSource.CLOSED) {
        source.replaceWith(source.cloneNode(true));
      }
    }
    listen();
  });

  // what somebody opened stays open
  document.addEventListener("turbo:before-morph-attribute", (event) => {
    if (event.detail.attributeName === "open" && event.target.tagName === "DETAILS") {
      event.preventDefault();
    }
  });

  // a filter applies as soon as it is chosen
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && "instant" in form.dataset) {
      form.requestSubmit();
    }
  });

  // the server writes times in this browser's zone
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && document.documentElement.dataset.zone !== zone && !document.cookie.includes(`cordee-zone=${zone}`)) {
    document.cookie = `cordee-zone=${zone}; path=/; max-age=31536000; samesite=lax`;
    Turbo.visit(location.href, { action: "replace" });
  }

  document.addEventListener("turbo:load", listen);
  document.addEventListener("turbo:render", listen);
})();
