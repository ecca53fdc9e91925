
"use strict";
// Marks a part of the picture, and tells the line that the program reads it by. The picture's own size stands at the stage.
(() => {
  const $ = id => document.getElementById(id);
  const stage = $("stage");
  const most = 80;
  let tool = "rectangle";
  let rectangle = null;
  let lasso = [];
  let strokes = [];
  let held = null;

  const isOn = () => document.body.classList.contains("marking");
  const width = () => Number(stage.dataset.width);
  const height = () => Number(stage.dataset.height);
  const inside = ([x, y]) => [Math.min(width(), Math.max(0, x)), Math.min(height(), Math.max(0, y))];
  const place = event => {
    const area = stage.getBoundingClientRect();
    return inside([(event.clientX - area.left) / area.width * width(), (event.clientY - area.top) / area.height * height()]);
  };

  // Rings

  const away = (p, a, b) => {
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = dx * dx + dy * dy;
    const t = length ? Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) : 0;
    return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
  };

  // Douglas and Peucker's way, between the first corner and the one that is furthest from it.
  const simplified = (ring, distance) => {
    if (ring.length < 5) return ring;
    let far = 0;
    ring.forEach((p, i) => {
      if (Math.hypot(p[0] - ring[0][0], p[1] - ring[0][1]) > Math.hypot(ring[far][0] - ring[0][0], ring[far][1] - ring[0][1])) far = i;
    });
    const closed = [...ring, ring[0]];
    const kept = new Set([0, far]);
    const waiting = [[0, far], [far, ring.length]];
    while (waiting.length) {
      const [first, last] = waiting.pop();
      let worst = first;
      let reach = distance;
      for (let i = first + 1; i < last; i++) {
        const d = away(closed[i], closed[first], closed[last]);
        if (d > reach) [worst, reach] = [i, d];
      }
      if (worst === first) continue;
      kept.add(worst);
      waiting.push([first, worst], [worst, last]);
    }
    return [...kept].sort((a, b) => a - b).map(i => ring[i]);
  };

  const few = (rings, finest) => {
    for (let distance = finest; ; distance *= 1.5) {
      const result = rings.map(ring => simplified(ring, distance)).filter(ring => ring.length > 2);
      if (result.reduce((count, ring) => count + ring.length, 0) <= most || distance > width() + height()) return result;
    }
  };

  // What the brush has painted, as rings around it: on a small grid, along the edges between painted and unpainted.
  const painted = () => {
    const scale = 384 / Math.max(width(), height());
    const canvas = document.createElement("canvas");
    const [w, h] = [Math.max(1, Math.round(width() * scale)), Math.max(1, Math.round(height() * scale))];
    [canvas.width, canvas.height] = [w, h];
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.lineCap = pen.lineJoin = "round";
    for (const stroke of strokes) {
      pen.globalCompositeOperation = stroke.erases ? "destination-out" : "source-over";
      pen.lineWidth = Math.max(1, 2 * stroke.radius * scale);
      pen.beginPath();
      stroke.points.forEach(([x, y], i) => pen[i ? "lineTo" : "moveTo"](x * scale, y * scale));
      if (stroke.points.length === 1) pen.lineTo(stroke.points[0][0] * scale + 0.01, stroke.points[0][1] * scale);
      pen.stroke();
    }
    const data = pen.getImageData(0, 0, w, h).data;
    const full = (x, y) => x >= 0 && y >= 0 && x < w && y < h && data[(y * w + x) * 4 + 3] > 127;
    const edges = new Map();
    const edge = (x, y, u, v) => {
      const key = y * (w + 1) + x;
      if (!edges.has(key)) edges.set(key, []);
      edges.get(key).push([u, v]);
    };
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        if (!full(x, y)) continue;
        if (!full(x, y - 1)) edge(x, y, x + 1, y);
        if (!full(x + 1, y)) edge(x + 1, y, x + 1, y + 1);
        if (!full(x, y + 1)) edge(x + 1, y + 1, x, y + 1);
        if (!full(x - 1, y)) edge(x, y + 1, x, y);
      }
    }
    const rings = [];
    for (const start of edges.keys()) {
      while (edges.get(start).length) {
        const ring = [];
        let at = [start % (w + 1), Math.floor(start / (w + 1))];
        for (let next; (next = edges.get(at[1] * (w + 1) + at[0]).pop()); at = next) ring.push([at[0] / scale, at[1] / scale]);
        if (ring.length > 8) rings.push(ring);
      }
    }
    return few(rings, 0.8 / scale);
  };

  const rings = () => {
    if (tool === "rectangle") {
      if (!rectangle) return [];
      const [x, y, u, v] = rectangle;
      return [[[x, y], [u, y], [u, v], [x, v]]];
    }
    if (tool === "lasso") return lasso.length > 2 ? few([lasso], Math.max(width(), height()) / 500) : [];
    return strokes.length ? painted() : [];
  };

  // Showing

  const line = drawn => {
    if (!drawn.length) return "";
    if (tool === "rectangle") {
      const [x, y] = [Math.floor(rectangle[0]), Math.floor(rectangle[1])];
      return `/region ${x},${y},${Math.max(1, Math.ceil(rectangle[2]) - x)},${Math.max(1, Math.ceil(rectangle[3]) - y)}`;
    }
    return "/region " + drawn.map(ring => ring.map(p => p.map(Math.round).join(",")).join(" ")).join(" + ");
  };

  const draw = () => {
    $("drawing").setAttribute("viewBox", `0 0 ${width()} ${height()}`);
    const drawn = rings();
    const path = drawn.map(ring => "M" + ring.map(p => p.join(",")).join("L") + "Z").join("");
    $("around").setAttribute("d", drawn.length ? `M0,0H${width()}V${height()}H0Z${path}` : "");
    $("edge").setAttribute("d", path);
    $("line").value = line(drawn);
    $("copyLine").disabled = $("takeBack").disabled = !drawn.length;
    $("brushSize").hidden = tool !== "brush";
  };

  const news = text => { $("marked").textContent = text; };

  const clear = () => {
    [rectangle, lasso, strokes, held] = [null, [], [], null];
    draw();
  };

  const toggle = () => {
    const on = document.body.classList.toggle("marking");
    $("mark").setAttribute("aria-pressed", String(on));
    $("marks").hidden = !on;
    if (on && tool === "rectangle" && !rectangle) rectangle = [width() / 4, height() / 4, width() * 3 / 4, height() * 3 / 4].map(Math.round);
    draw();
    if (on) stage.focus({ preventScroll: true });
    news(on ? "Draw on the picture; arrow keys move a rectangle, with Shift they size it." : "");
  };

  // Doing

  $("mark").addEventListener("click", toggle);
  $("takeBack").addEventListener("click", () => {
    if (tool === "brush") strokes.pop(); else if (tool === "lasso") lasso = []; else rectangle = null;
    draw();
  });
  for (const choice of document.querySelectorAll("input[name=tool]")) {
    choice.addEventListener("change", () => { tool = choice.value; draw(); });
  }
  $("copyLine").addEventListener("click", async () => {
    $("line").select();
    try {
      await navigator.clipboard.writeText($("line").value);
    } catch {
      document.execCommand("copy");
    }
    const behind = stage.dataset.turn !== stage.dataset.current;
    news(behind ? `Copied. This is turn ${stage.dataset.turn}: type /goto ${stage.dataset.turn} first.` : "Copied: paste it into the terminal.");
  });

  stage.addEventListener("pointerdown", event => {
    if (!isOn() || event.button > 2 || event.button === 1) return;
    event.preventDefault();
    stage.focus({ preventScroll: true });
    stage.setPointerCapture(event.pointerId);
    const at = place(event);
    const [x, y, u, v] = rectangle || [0, 0, -1, -1];
    if (tool === "brush") {
      const radius = Number($("brush").value) / 100 * Math.max(width(), height()) / 2;
      strokes.push({ points: [at], radius, erases: event.button === 2 || event.altKey });
    } else if (tool === "lasso") {
      lasso = [at];
    }
    const moves = tool === "rectangle" && at[0] > x && at[0] < u && at[1] > y && at[1] < v && (u - x < width() || v - y < height());
    held = { at, moves, box: rectangle };
    draw();
  });
  stage.addEventListener("pointermove", event => {
    if (!held) return;
    const at = place(event);
    if (tool === "brush") {
      strokes[strokes.length - 1].points.push(at);
    } else if (tool === "lasso") {
      lasso.push(at);
    } else if (held.moves) {
      move(held.box, at[0] - held.at[0], at[1] - held.at[1]);
    } else {
      rectangle = [0, 1].map(i => Math.min(at[i], held.at[i])).concat([0, 1].map(i => Math.max(at[i], held.at[i])));
    }
    draw();
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    stage.addEventListener(kind, () => {
      if (held && tool === "rectangle" && rectangle && (rectangle[2] - rectangle[0] < 1 || rectangle[3] - rectangle[1] < 1)) rectangle = held.box;
      held = null;
      draw();
    });
  }
  stage.addEventListener("contextmenu", event => { if (isOn()) event.preventDefault(); });

  const move = ([x, y, u, v], dx, dy) => {
    const [a, b] = [Math.min(width() - u, Math.max(-x, dx)), Math.min(height() - v, Math.max(-y, dy))];
    rectangle = [x + a, y + b, u + a, v + b];
  };

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || $("keys").open) return;
    if (event.key === "m" || event.key === "M") {
      if (event.target === $("line")) return;
      toggle();
    } else if (isOn() && event.key === "Escape") {
      toggle();
    } else if (isOn() && tool === "rectangle" && rectangle && !event.target.closest("input")) {
      const step = Math.max(1, Math.round(Math.max(width(), height()) / 100));
      const [dx, dy] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] || [0, 0];
      if (!dx && !dy) return;
      if (event.shiftKey || event.altKey) {
        const [x, y, u, v] = rectangle;
        rectangle = [x, y, Math.min(width(), Math.max(x + 1, u + dx)), Math.min(height(), Math.max(y + 1, v + dy))];
      } else {
        move(rectangle, dx, dy);
      }
      draw();
    } else {
      return;
    }
    event.preventDefault();
  });

  // A picture of another size has other places.
  new MutationObserver(() => { if (isOn()) clear(); }).observe(stage, { attributeFilter: ["data-width", "data-height"] });
})();
