
"use strict";
// One session to look at. Whatever was typed or received goes into the page as text, never as markup.
(() => {
  const $ = id => document.getElementById(id);
  const inside = $("session").textContent;
  let session = null;
  let turns = [];
  let byNumber = new Map();
  let chosen = 0;
  let cut = 0;
  let overlaid = false;

  const make = (name, text, kind) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const title = turn => turn.number === 0 ? (turn.instruction || "The starting picture") : turn.instruction;
  const before = turn => turn.number === 0 ? null : byNumber.get(turn.parent);

  // What a turn shows: its own picture, or that of the turn it started from if it came to none.
  const shown = turn => {
    let at = turn;
    while (at && !at.picture) at = before(at);
    return at || turns[0];
  };

  // Reading

  const take = data => {
    const wasLast = session !== null && chosen === session.current;
    const isFirst = session === null;
    if (session && session.revision === data.revision) return;
    session = data;
    turns = data.turns;
    byNumber = new Map(turns.map(turn => [turn.number, turn]));
    const name = (data.name || data.source || "picture");
    document.title = `${name} – session ${data.number}`;
    $("title").textContent = name;
    const made = turns.filter(turn => turn.number > 0 && turn.picture).length;
    $("facts").textContent = [`session ${data.number}`, data.created, made === 1 ? "1 turn" : `${made} turns`, data.cost]
      .filter(Boolean).join("  ·  ");
    if (isFirst) {
      const asked = Number(location.hash.slice(1));
      chosen = location.hash.length > 1 && byNumber.has(asked) ? asked : data.current;
    } else {
      const running = turns.find(turn => turn.outcome === "underWay");
      if (wasLast) chosen = data.current;
      $("news").textContent = running ? `turn ${running.number} is under way` : `turn ${data.current} is the current one`;
    }
    if (!byNumber.has(chosen)) chosen = 0;
    list();
    show();
  };

  // Lists

  const button = (turn, withPicture) => {
    const element = make("button", undefined, "turn");
    element.type = "button";
    element.dataset.turn = turn.number;
    if (withPicture) {
      if (turn.picture) {
        const picture = make("img");
        picture.alt = "";
        picture.loading = "lazy";
        picture.decoding = "async";
        picture.src = turn.picture.src;
        element.append(picture);
      } else {
        element.append(make("span", turn.state, "none"));
      }
    }
    const text = make("span", undefined, "text");
    text.append(make("b", String(turn.number)), " ");
    const instruction = make("bdi", title(turn));
    text.append(instruction);
    if (turn.state) text.append(` (${turn.state})`);
    if (turn.number === session.current) {
      const mark = make("span", " ●", "mark");
      mark.title = "the current turn";
      text.append(mark);
      element.setAttribute("aria-label", `${turn.number} ${title(turn)}, the current turn`);
    }
    element.append(text);
    element.title = title(turn);
    if (!turn.picture) element.classList.add("lost");
    return element;
  };

  const list = () => {
    const had = document.activeElement && document.activeElement.dataset ? document.activeElement : null;
    const place = had && had.dataset.turn !== undefined ? [had.closest("#strip") ? "strip" : "tree", had.dataset.turn] : null;
    $("strip").replaceChildren(...turns.map(turn => {
      const item = make("li");
      item.append(button(turn, true));
      return item;
    }));
    const children = new Map();
    for (const turn of turns) {
      if (turn.number === 0) continue;
      if (!children.has(turn.parent)) children.set(turn.parent, []);
      children.get(turn.parent).push(turn);
    }
    // A chain goes straight down; younger children branch off before the oldest one goes on.
    const tree = make("ul");
    const waiting = [[turns[0], tree]];
    while (waiting.length) {
      const [turn, into] = waiting.pop();
      const item = make("li");
      item.append(button(turn, false));
      into.append(item);
      const [first, ...others] = children.get(turn.number) || [];
      if (!first) continue;
      waiting.push([first, into]);
      for (const other of others) {
        const branch = make("ul");
        item.append(branch);
        waiting.push([other, branch]);
      }
    }
    $("tree").replaceChildren(tree);
    if (place) {
      const again = $(place[0]).querySelector(`[data-turn="${place[1]}"]`);
      if (again) again.focus({ preventScroll: true });
    }
  };

  // One turn

  const show = () => {
    const turn = byNumber.get(chosen);
    const after = shown(turn);
    const prior = turn.picture ? before(turn) : null;
    const stage = $("stage");
    stage.style.setProperty("--ratio", after.picture.width / after.picture.height);
    const known = { width: after.picture.width, height: after.picture.height, turn: after.number, current: session.current };
    for (const [name, value] of Object.entries(known)) if (stage.dataset[name] !== String(value)) stage.dataset[name] = value;
    stage.classList.toggle("small", Math.max(after.picture.width, after.picture.height) < 200);
    stage.classList.toggle("alone", !prior);
    $("after").src = after.picture.src;
    $("after").alt = after.number === 0 ? `The starting picture, ${session.source || ""}` : `Turn ${after.number}: ${title(after)}`;
    if (prior) {
      $("before").src = prior.picture.src;
      $("before").alt = `Before: ${prior.number === 0 ? "the starting picture" : `turn ${prior.number}`}`;
    } else {
      $("before").removeAttribute("src");
      $("before").alt = "";
    }
    const sameSize = prior && prior.picture.width === after.picture.width && prior.picture.height === after.picture.height;
    $("changes").disabled = !sameSize;
    $("changes").title = sameSize || !prior ? "o" : "The picture has a new size";
    $("slider").disabled = $("toggle").disabled = !prior;
    $("previous").disabled = chosen === turns[0].number;
    $("next").disabled = chosen === turns[turns.length - 1].number;
    overlay(overlaid && sameSize, after, prior);
    slide(cut);
    describe(turn);
    for (const element of document.querySelectorAll(".turn")) {
      if (Number(element.dataset.turn) === chosen) {
        element.setAttribute("aria-current", "true");
        if (element.closest("#strip")) element.scrollIntoView({ block: "nearest", inline: "nearest" });
      } else {
        element.removeAttribute("aria-current");
      }
    }
  };

  const overlay = (visible, after, prior) => {
    $("overlay").hidden = !visible;
    $("stage").classList.toggle("overlaid", Boolean(visible));
    $("changes").setAttribute("aria-pressed", String(Boolean(visible)));
    if (!visible) return;
    for (const id of ["dimmed", "subtrahend"]) $(id).src = after.picture.src;
    $("minuend").src = prior.picture.src;
    // Several places have a letter each, by which the program knows them.
    const places = after.places || (after.box ? [{ letter: "", box: after.box }] : []);
    const { width, height } = after.picture;
    $("boxes").replaceChildren(...places.map(({ letter, box }) => {
      const element = document.createElement("div");
      element.textContent = letter;
      element.style.left = `${100 * box.x / width}%`;
      element.style.top = `${100 * box.y / height}%`;
      element.style.width = `${100 * box.width / width}%`;
      element.style.height = `${100 * box.height / height}%`;
      return element;
    }));
  };

  const describe = turn => {
    const parent = turn.number === 0 ? "" : turn.parent === 0 ? ", from the starting picture" : `, from turn ${turn.parent}`;
    $("number").textContent = turn.number === 0 ? "Start" : `Turn ${turn.number}${parent}`;
    $("instruction").textContent = title(turn);
    $("words").textContent = turn.text ? `“${turn.text}”` : "";
    const picture = turn.picture;
    const rows = [
      ["outcome", turn.state], ["change", turn.change], ["selected", turn.selected], ["region", turn.region],
      ["model", turn.model], ["time", turn.time], ["cost", turn.cost], ["asked", turn.asked],
      ["picture", picture && `${picture.width}×${picture.height} ${picture.format}`], ["file", picture && picture.file],
      ...(turn.references || []).map(name => ["attached", name]),
      ...(turn.remarks || []).map(remark => ["remark", remark]),
    ];
    $("known").replaceChildren(...rows.filter(row => row[1]).flatMap(([name, value]) => {
      const description = make("dd", value);
      description.dir = "auto";
      return [make("dt", name), description];
    }));
  };

  const slide = value => {
    cut = Math.min(100, Math.max(0, value));
    $("stage").style.setProperty("--cut", `${cut}%`);
    $("slider").value = String(Math.round(cut));
    const text = cut <= 0 ? "after" : cut >= 100 ? "before" : `${Math.round(cut)} % before, ${Math.round(100 - cut)} % after`;
    $("slider").setAttribute("aria-valuetext", text);
    $("toggle").setAttribute("aria-pressed", String(cut >= 100));
    $("left").hidden = cut < 12;
    $("right").hidden = cut > 88;
  };

  // Doing

  const choose = number => {
    if (!byNumber.has(number)) return;
    chosen = number;
    history.replaceState(null, "", `#${number}`);
    show();
    const turn = byNumber.get(number);
    $("said").textContent = `turn ${number}: ${title(turn)}`;
  };
  const step = by => {
    const index = turns.findIndex(turn => turn.number === chosen);
    const turn = turns[Math.min(turns.length - 1, Math.max(0, index + by))];
    if (turn.number !== chosen) choose(turn.number);
  };
  const toggle = () => { if (!$("toggle").disabled) slide(cut >= 100 ? 0 : 100); };
  const changes = () => {
    if ($("changes").disabled) return;
    overlaid = !overlaid;
    show();
  };

  document.addEventListener("click", event => {
    const turn = event.target.closest(".turn");
    if (turn) choose(Number(turn.dataset.turn));
  });
  $("previous").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("toggle").addEventListener("click", toggle);
  $("changes").addEventListener("click", changes);
  $("help").addEventListener("click", () => $("keys").showModal());
  window.addEventListener("resize", () => {
    const current = document.querySelector("#strip [aria-current]");
    if (current) current.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  });
  $("slider").addEventListener("input", () => slide(Number($("slider").value)));

  const stage = $("stage");
  const isMarking = () => document.body.classList.contains("marking");
  const follow = event => {
    const area = stage.getBoundingClientRect();
    slide(100 * (event.clientX - area.left) / area.width);
  };
  stage.addEventListener("pointerdown", event => {
    if (event.button !== 0 || isMarking() || $("slider").disabled || overlaid && !$("overlay").hidden) return;
    stage.setPointerCapture(event.pointerId);
    follow(event);
  });
  stage.addEventListener("pointermove", event => {
    if (stage.hasPointerCapture(event.pointerId) && !isMarking()) follow(event);
  });

  document.addEventListener("keydown", event => {
    if (!session || event.altKey || event.ctrlKey || event.metaKey || $("keys").open) return;
    const at = event.target;
    if (at.closest("#marks") || isMarking() && event.key.startsWith("Arrow")) return;
    const slides = at === $("slider");
    switch (event.key) {
    case "ArrowLeft": if (slides) return; step(-1); break;
    case "ArrowRight": if (slides) return; step(1); break;
    case "Home": if (slides) return; step(-turns.length); break;
    case "End": if (slides) return; step(turns.length); break;
    case " ":
      // On a button it presses the button, unless that would choose the turn that is chosen already.
      if (at.closest("button") && !(at.dataset.turn && Number(at.dataset.turn) === chosen)) return;
      toggle();
      break;
    case "o": case "O": changes(); break;
    case "?": $("keys").showModal(); break;
    default: return;
    }
    event.preventDefault();
  });

  // A page that carries its session is complete; one in a session's folder follows the file beside it. A page from a disk
  // can't fetch, but it can run that file again.
  if (inside) {
    take(JSON.parse(inside));
  } else {
    window.retouchSession = take;
    const again = () => {
      const script = make("script");
      script.src = `session.js?${Date.now()}`;
      script.onload = script.onerror = () => {
        script.remove();
        setTimeout(again, document.hidden ? 10000 : 2000);
      };
      document.head.append(script);
    };
    again();
  }
})();
