"""Holds openai's types against what Retouch sends; see check-openai."""

import base64
import email.parser
import email.policy
import http.server
import json
import pathlib
import shutil
import subprocess
import tempfile
import threading

import pydantic
from openai.types.image_edit_params import ImageEditParamsNonStreaming, ImageEditParamsStreaming
from openai.types.images_response import ImagesResponse

TOP = pathlib.Path(__file__).resolve().parent.parent
RETOUCH = TOP / ".build" / "release" / "retouch"
PHOTOGRAPH = TOP / "Tests" / "Photographs" / "astronaut.png"
FILES = {"image", "mask", "markup"}
NUMBERS = {"n", "output_compression", "partial_images"}

# Each as a person may ask: what the command line says.
EDITS = {
    "plain": ["--model", "gpt2", "-e", "make the jacket red"],
    "the newest, at its best": ["--model", "gpt2.6-sunburst", "--with", "quality=max", "-e", "paint it in oils"],
    "drafts on the way": ["--model", "gpt2.6-sunburst", "--with", "stream=on", "--with", "think=high", "-e", "make it red"],
    "another format": [
        "--model", "gpt2", "--with", "format=webp", "--with", "compression=40", "--with", "background=opaque", "-e", "make it red"],
    "a sticker": ["--model", "gpt2.6-flare", "-e", "turn it into a sticker"],
    "a region": ["--model", "gpt2.5-flare@openai", "--region", "10%,10%,40%,40%", "-e", "remove the sign"],
    "a region, drawn": [
        "--model", "gpt2.6-flare", "--with", "markup=on", "--region", "10%,10%,40%,40%", "-e", "remove the sign"],
    "a reference": ["--model", "gpt1.5", "-e", "put it on @wall.png"],
    "another shape": ["--model", "gpt2", "--ratio", "16:9", "--size", "2K", "-e", "make it wider"],
}

received = []


class Service(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        received.append((self.path, self.headers["content-type"], body))
        picture = base64.b64encode(PHOTOGRAPH.read_bytes()).decode()
        answer = json.dumps({"created": 1, "data": [{"b64_json": picture}]}).encode()
        ImagesResponse.model_validate_json(answer)
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def fields(kind, body):
    if kind.startswith("application/json"):
        return json.loads(body), 0
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + body)
    values, files = {}, 0
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        if name.removesuffix("[]") in FILES:
            assert part.get_filename() and part.get_content_type().startswith("image/"), name
            files += 1
            values.setdefault(name.removesuffix("[]"), b"picture")
        else:
            text = part.get_payload(decode=True).decode()
            values[name] = int(text) if name in NUMBERS else text
    return values, files


def check(kind, values):
    known = set(kind.__annotations__) | {n for base in kind.__orig_bases__ for n in getattr(base, "__annotations__", {})}
    assert set(values) <= known, f"fields that the package does not know: {set(values) - known}"
    rest = {n: v for n, v in values.items() if n not in FILES}
    hints = {n: t for n, t in typing_hints(kind).items() if n in rest}
    for name, hint in hints.items():
        pydantic.TypeAdapter(hint).validate_python(rest[name])


def typing_hints(kind):
    import typing

    hints = typing.get_type_hints(kind)
    bare = {}
    for name, hint in hints.items():
        while typing.get_origin(hint) is not None and "Required" in str(typing.get_origin(hint)):
            hint = typing.get_args(hint)[0]
        bare[name] = hint
    return bare


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        for count, (name, arguments) in enumerate(EDITS.items()):
            place = pathlib.Path(folder) / str(count)
            place.mkdir()
            shutil.copy(PHOTOGRAPH, place / "photo.png")
            shutil.copy(PHOTOGRAPH, place / "wall.png")
            before = len(received)
            key = "sk-loopback-0123456789abcdef"
            run = subprocess.run(
                [RETOUCH, "edit", "photo.png", *arguments], cwd=place, text=True, capture_output=True, timeout=120,
                env={"PATH": "/usr/bin:/bin", "HOME": str(place), "LC_ALL": "C.UTF-8", "OPENAI_API_KEY": key,
                     "OPENAI_BASE_URL": base, "COMETAPI_KEY": key, "COMETAPI_BASE_URL": base})
            assert run.returncode == 0, f"{name}: {run.stderr}"
            assert len(received) == before + 1, name
            path, kind, body = received[-1]
            values, files = fields(kind, body)
            assert path == "/v1/images/edits" and files >= 1, f"{name}: {path}"
            if "stream" in values:
                values["stream"] = {"true": True, "false": False}[values["stream"]]
            check(ImageEditParamsStreaming if values.get("stream") else ImageEditParamsNonStreaming, values)
    server.shutdown()
    print(f"check-openai: {len(EDITS)} requests are in order by openai's own types")


main()
