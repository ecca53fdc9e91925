"""Holds google-genai against what Retouch sends and against what the loopback server answers; see check-google-genai."""

import base64
import functools
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import httpx2 as httpx
from google import genai
from google.genai import errors, types

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILT = TOP / ".build" / "release"
KEY = "sk-loopback-0123456789abcdef"
LITE = "gemini-3.1-flash-lite-image"
PHOTOGRAPH = TOP / "Tests" / "Photographs" / "astronaut.png"

# Each as a person may set it: what the command line says, and the instructions. Most name no part, which would be looked for.
CONVERSATIONS = {
    "plain": ([], ["make the jacket red"]),
    "a chain": (["--yes"], ["make the jacket red", "turn it into a sticker"]),
    "quotes and emoji": ([], ['write "héllo \\ wörld" 🎨\tin the sky']),
    "a ratio": (["--ratio", "16:9"], ["make it wider"]),
    "thinking": (["--think", "high"], ["paint it in oils"]),
    "a seed": (["--with", "seed=7"], ["paint it in oils"]),
    "safety": (["--with", "safety=BLOCK_ONLY_HIGH"], ["paint it in oils"]),
    "a reference": ([], ["replace the background with @wall.jpg"]),
    "the whole conversation": (["--yes", "--with", "history=full"], ["paint it in oils", "now in chalk"]),
    "streaming": (["--with", "stream=on"], ["paint it in oils"]),
    "pro, 2K": (["--model", "pro", "--size", "2K"], ["paint it in oils"]),
    "2.1, medium": (["--model", "nb2.1", "--think", "medium"], ["paint it in oils"]),
    "2.5": (["--model", "nb"], ["paint it in oils"]),
}

# What the SDK must say of an answer: pictures found in it, an error of its own, or a transport's.
REFUSALS = ("comet", "google", "redirect", "openAI", "cloudflare")
BROKEN = {"truncatedChunked", "truncatedLength", "resetAtOnce", "resetInBody", "closedAtOnce", "notHTTP"}
NO_JSON = {"redirect", "emptyBody", "truncatedJSON", "notJSON", "pageWith200", "eventStream"}
ENDLESS = {"silent", "stalled"}
WITHOUT_PICTURE_DATA = {"emptyBody", "fileData", "linkInText", "dataURI", "textOnly", "noParts", "thoughtsWithoutPicture", "errorWith200",
                        "nothingAtAll", "promptBlocked", "promptBlockedOther", "promptProhibited"}


class Loopback:
    """The loopback server, with its request bodies kept in a folder."""

    def __init__(self, folder, *arguments):
        self.folder = pathlib.Path(folder)
        self.process = subprocess.Popen([BUILT / "loopback", "--record", folder, *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.base = self.process.stdout.readline().strip()

    def play(self, scenario):
        self.process.stdin.write(scenario + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        assert answer == f"next: {scenario}", answer

    def bodies(self):
        files = sorted(self.folder.glob("*.json"), key=lambda f: int(f.stem))
        bodies = [json.loads(f.read_bytes()) for f in files if f.stat().st_size]
        for file in files:
            file.unlink()
        return bodies

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


@functools.cache
def client(base):
    """One client for all requests: it closes its connections when nobody holds it."""
    return genai.Client(api_key=KEY, http_options=types.HttpOptions(base_url=base, api_version="v1beta", timeout=60_000))


def as_sdk(body):
    """A request's body in the SDK's own types, which refuse fields that they do not know."""
    known = {"contents", "generationConfig", "safetySettings"}
    assert set(body) <= known, f"fields that were not expected: {set(body) - known}"
    contents = [types.Content.model_validate(content) for content in body["contents"]]
    configuration = dict(body.get("generationConfig", {}))
    if "safetySettings" in body:
        configuration["safetySettings"] = body["safetySettings"]
    return contents, types.GenerateContentConfig.model_validate(configuration)


def normal(value):
    """A body without what makes no difference: the spelling of names, empty fields, and the alphabet of base64."""
    if isinstance(value, dict):
        return {re.sub("_([a-z])", lambda letter: letter[1].upper(), k): normal(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [normal(v) for v in value]
    if isinstance(value, str) and len(value) > 1000:
        return base64.urlsafe_b64decode(value.replace("+", "-").replace("/", "_"))
    return value


def check_requests(server, folder):
    home = pathlib.Path(folder) / "home"
    count = 0
    for name, (arguments, instructions) in CONVERSATIONS.items():
        place = home / name.replace(" ", "-").replace(",", "")
        place.mkdir(parents=True)
        shutil.copy(PHOTOGRAPH, place / "photo.png")
        shutil.copy(TOP / "Tests" / "Photographs" / "flower.jpg", place / "wall.jpg")
        words = [word for instruction in instructions for word in ("-e", instruction)]
        model = [] if "--model" in arguments else ["--model", LITE]
        run = subprocess.run([BUILT / "retouch", "edit", "photo.png", *words, *model, *arguments], cwd=place, text=True,
                             capture_output=True, timeout=120,
                             env={"PATH": "/usr/bin:/bin", "HOME": str(place), "LC_ALL": "C.UTF-8",
                                  "COMETAPI_KEY": KEY, "COMETAPI_BASE_URL": server.base})
        assert run.returncode == 0, f"{name}: {run.stderr}"
        bodies = server.bodies()
        assert len(bodies) == len(instructions), f"{name}: {len(bodies)} requests"
        for body in bodies:
            contents, configuration = as_sdk(body)
            ask = client(server.base).models.generate_content
            ask(model=model_of(arguments), contents=contents, config=configuration)
            theirs = server.bodies()
            assert len(theirs) == 1
            if normal(theirs[0]) != normal(body):
                raise AssertionError(f"{name}: the SDK sends something else:\n{shape(theirs[0])}\nthan we do:\n{shape(body)}")
            count += 1
    print(f"{count} request bodies of {len(CONVERSATIONS)} conversations: accepted by google-genai, and what it sends itself")


def model_of(arguments):
    names = {"pro": "gemini-3-pro-image", "nb2.1": "gemini-nano-banana-2.1", "nb": "gemini-2.5-flash-image"}
    return names[arguments[arguments.index("--model") + 1]] if "--model" in arguments else LITE


def shape(value):
    """A body that can be read: long strings by their lengths."""
    if isinstance(value, dict):
        return {k: shape(v) for k, v in value.items()}
    if isinstance(value, list):
        return [shape(v) for v in value]
    return f"<{len(value)} characters>" if isinstance(value, str) and len(value) > 200 else value


def check_answers(server, scenarios):
    """Every answer, as the SDK reads it."""
    contents = [types.Content(role="user", parts=[types.Part(text="make the jacket red"),
                                                  types.Part.from_bytes(data=PHOTOGRAPH.read_bytes(), mime_type="image/png")])]
    configuration = types.GenerateContentConfig(response_modalities=["TEXT", "IMAGE"],
                                                image_config=types.ImageConfig(aspect_ratio="1:1", image_size="1K"))
    checked = 0
    for name, place in scenarios:
        if place not in ("gemini", "anywhere") or name in ENDLESS:
            continue
        server.play(name)
        ask = lambda: client(server.base).models.generate_content(model=LITE, contents=contents, config=configuration)
        try:
            answer = ask()
        except errors.APIError as error:
            assert name.startswith(REFUSALS) or name in NO_JSON, f"{name}: {error}"
        except httpx.TransportError as error:
            assert name in BROKEN, f"{name}: {error!r}"
        except (json.JSONDecodeError, ValueError) as error:
            assert name in NO_JSON | {"notBase64"}, f"{name}: {error!r}"
        else:
            assert not name.startswith(("comet", "google", "openAI", "cloudflare")) and name not in BROKEN, f"{name} was no error"
            check_content(name, answer)
        checked += 1
    check_stream(server, contents, configuration)
    page = list(client(server.base).models.list(config={"query_base": True}))
    assert {model.name for model in page} >= {f"models/{LITE}"}, page
    print(f"{checked + 2} answers of the loopback server: read by google-genai as they are meant")


def check_content(name, answer):
    parts = [p for c in answer.candidates or [] for p in (c.content.parts if c.content and c.content.parts else [])]
    pictures = [p for p in parts if p.inline_data and not p.thought]
    if name in WITHOUT_PICTURE_DATA :
        assert not pictures, name
    elif name in ("thoughtsOnly",):
        assert not pictures and any(p.inline_data for p in parts), name
    elif answer.candidates and answer.candidates[0].finish_reason not in (None, types.FinishReason.STOP) and not pictures:
        pass  # An end without a picture, by its reason.
    else:
        assert pictures, f"{name}: no picture was found in {shape(answer.model_dump())}"
        data = pictures[-1].inline_data.data
        if name != "notAPicture":
            assert data[:3] == b"\xff\xd8\xff" or data[:4] == b"\x89PNG", name


def check_stream(server, contents, configuration):
    server.play("textAndPicture")
    pieces = list(client(server.base).models.generate_content_stream(model=LITE, contents=contents, config=configuration))
    parts = [p for piece in pieces for c in piece.candidates or [] for p in (c.content.parts if c.content and c.content.parts else [])]
    assert [bool(p.inline_data) for p in parts] == [False, True], parts
    assert pieces[-1].usage_metadata.candidates_token_count > 1000


def main():
    listing = subprocess.run([BUILT / "loopback", "--list"], capture_output=True, text=True, check=True)
    scenarios = [line.split() for line in listing.stdout.splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        record = pathlib.Path(folder) / "requests"
        record.mkdir()
        for check, arguments in [(check_requests, []), (check_answers, ["--smaller", "8"])]:
            server = Loopback(record, *arguments)
            try:
                check(server, folder if check is check_requests else scenarios)
            finally:
                server.close()


if __name__ == "__main__":
    sys.exit(main())
