"""Turns through Google's own SDK, for TransferBenchmark: after its memory, one for each line read, told as
"MILLISECONDS KILOBYTES PEAK"."""

import sys
import time

from google import genai
from google.genai import types


def memory(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name))


def main(base, file):
    client = genai.Client(api_key="sk-loopback-0123456789abcdef",
                          http_options=types.HttpOptions(base_url=base, api_version="v1beta"))
    with open(file, "rb") as opened:
        picture = opened.read()
    configuration = types.GenerateContentConfig(response_modalities=["TEXT", "IMAGE"],
                                                image_config=types.ImageConfig(aspect_ratio="1:1", image_size="1K"))
    print(memory("VmRSS"), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        contents = ["make the jacket red", types.Part.from_bytes(data=picture, mime_type="image/png")]
        answer = client.models.generate_content(model="gemini-3.1-flash-image", contents=contents, config=configuration)
        data = next(part.inline_data.data for part in answer.candidates[0].content.parts if part.inline_data)
        elapsed = (time.perf_counter() - start) * 1000
        assert len(data) > 1_000_000
        del answer, contents
        print(f"{elapsed:.3f} {memory('VmRSS')} {memory('VmHWM')}", flush=True)


main(*sys.argv[1:])
