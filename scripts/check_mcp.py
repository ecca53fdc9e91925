"""Edits by retouch mcp as an agent does, with the official client; see check-mcp."""

import asyncio
import base64
import json
import pathlib
import shutil
import struct
import subprocess
import tempfile

import mcp_types as types
from mcp import StdioServerParameters
from mcp.client.client import Client

TOP = pathlib.Path(__file__).resolve().parent.parent
RETOUCH = TOP / ".build" / "release" / "retouch"
LOOPBACK = TOP / ".build" / "release" / "loopback"
PHOTOGRAPH = TOP / "Tests" / "Photographs" / "astronaut.png"
KEY = "sk-loopback-0123456789abcdef"
TOOLS = ["open", "edit", "compare", "undo", "export", "history", "models", "cost"]


def server(place, *arguments, **environment):
    return StdioServerParameters(
        command=str(RETOUCH), args=["mcp", *arguments], cwd=place,
        env={"HOME": str(place), "LC_ALL": "C.UTF-8", **environment})


def size(picture):
    data = base64.b64decode(picture.data)
    if picture.mime_type == "image/png":
        return struct.unpack(">II", data[16:24])
    assert picture.mime_type == "image/jpeg" and data[:2] == b"\xff\xd8"
    at = 2
    while data[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    return struct.unpack(">HH", data[at + 5:at + 9])[::-1]


async def call(client, tool, progress=None, **arguments):
    """The client itself checks what comes against the tool's output schema."""
    result = await client.call_tool(tool, arguments, progress_callback=progress)
    if not result.is_error:
        assert json.loads(result.content[0].text) == result.structured_content, tool
    return result


async def edits(place, mode):
    news = []

    async def progress(count, total, message):
        news.append((count, message))

    async with Client(server(place), mode=mode) as client:
        version = "2026-07-28" if mode == "auto" else "2025-11-25"
        assert client.protocol_version == version, client.protocol_version
        assert client.server_info.name == "retouch" and "instructions" in client.instructions
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == TOOLS
        assert all(tool.output_schema and tool.description and tool.title for tool in listed)
        opened = (await call(client, "open", picture="photo.png")).structured_content
        session = opened["session"]
        turn = await call(client, "edit", progress, session=session, instruction="make the jacket red")
        assert not turn.is_error, turn.content
        kinds = [block.type for block in turn.content]
        assert kinds == ["text", "image", "resource_link"], kinds
        assert max(size(turn.content[1])) <= 1024
        file = pathlib.Path(turn.structured_content["picture"]["path"])
        assert file.is_absolute() and file.exists() and turn.content[2].uri == file.as_uri()
        assert turn.structured_content["change"]["outsideIdentical"] == 1
        assert news and [count for count, _ in news] == sorted({count for count, _ in news}), news
        sticker = await call(client, "edit", session=session, instruction="turn it into a sticker", view=300)
        assert sticker.content[1].mime_type == "image/png" and max(size(sticker.content[1])) == 300
        compared = await call(client, "compare", session=session, turn=1)
        assert 0 < compared.structured_content["changed"] < 0.5 and compared.content[1].type == "image"
        back = await call(client, "undo", session=session)
        assert back.structured_content["current"] == 1
        branch = await call(client, "edit", session=session, instruction="make it warmer", **{"from": 0})
        assert branch.structured_content["parent"] == 0 and branch.structured_content["turn"] == 3
        written = await call(client, "export", session=session, path=f"{mode}.jpg", maxSide=200)
        assert (place / f"{mode}.jpg").exists() and written.structured_content["file"]["width"] <= 200
        again = await call(client, "export", session=session, path=f"{mode}.jpg")
        assert again.is_error and "exists" in again.content[0].text
        turns = (await call(client, "history", session=session)).structured_content["turns"]
        assert [turn["outcome"] for turn in turns] == ["answered"] * 3
        assert (await call(client, "history")).structured_content["sessions"][0]["session"] == session
        assert (await call(client, "models")).structured_content["standard"] == "local"
        assert (await call(client, "cost", session=session)).structured_content["sessionDollars"] == 0
        # What can't be done is told in words, and outside of its folder it touches nothing.
        for tool, arguments, words in [
            ("edit", {"session": session, "instruction": "juggle the flubber"}, "does not understand"),
            ("edit", {"session": 99, "instruction": "make it red"}, "no session 99"),
            ("edit", {"session": session, "instruction": "put @/etc/hostname on it"}, "outside"),
            ("edit", {"session": session, "instruction": "brighten it", "from": 77}, "no turn 77"),
            ("open", {"picture": "/etc/passwd"}, "outside"), ("open", {"picture": "../../x.png"}, "outside"),
            ("open", {"picture": "link.png"}, "outside"), ("open", {"picture": "none.png"}, "no file"),
            ("open", {}, "either"), ("open", {"picture": "\u001b[31mx\u0000.png"}, "no path"),
            ("export", {"session": session, "path": "/tmp/x.png"}, "outside"),
            ("export", {"session": session, "path": f"sessions/{session:04}/x.png"}, "folder of a session"),
            ("undo", {"session": session, "steps": 9}, "can be undone"),
        ]:
            result = await call(client, tool, **arguments)
            text = result.content[0].text
            assert result.is_error and words in text, (tool, arguments, text)
            assert not any(ord(character) < 32 and character != "\n" for character in text), text
        if mode == "legacy":
            await client.send_ping()
        try:
            await client.call_tool("nothing", {})
            raise AssertionError("a tool that is none")
        except Exception as error:
            assert getattr(getattr(error, "error", None), "code", None) == -32602, error
    # The server has ended; what it left is whole.
    verify = subprocess.run(
        [RETOUCH, "verify", str(session)], cwd=place, env={"HOME": str(place), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True)
    assert verify.returncode == 0, verify.stderr


async def money(place, mode, base):
    """A paid edit: agreed to, declined, nobody to ask within the limit and beyond it. It names no part, which would be looked for."""
    variables = {"COMETAPI_KEY": KEY, "COMETAPI_BASE_URL": base}
    asked = []

    def answering(action, content=None):
        async def answer(context, params):
            asked.append(params.message)
            return types.ElicitResult(action=action, content=content)

        return answer

    async def edit(client, instruction):
        session = (await call(client, "open", picture="photo.png")).structured_content["session"]
        return await call(client, "edit", session=session, instruction=instruction)

    async with Client(server(place, **variables), mode=mode, elicitation_callback=answering("accept")) as client:
        result = await edit(client, "paint it in oils")
        assert not result.is_error and result.structured_content["dollars"] > 0, result.content
        assert len(asked) == 1 and "$0.0" in asked[0] and "CometAPI" in asked[0], asked
        await edit(client, "paint it in chalk")
        assert len(asked) == 2, asked
    asked.clear()
    further = answering("accept", {"further": True})
    async with Client(server(place, **variables), mode=mode, elicitation_callback=further) as client:
        for medium in ["oils", "chalk", "ink"]:
            assert not (await edit(client, f"paint it in {medium}")).is_error
        assert len(asked) == 1, asked
    for action, words in [("decline", "did not agree"), ("cancel", "Nobody answered")]:
        async with Client(server(place, **variables), mode=mode, elicitation_callback=answering(action)) as client:
            result = await edit(client, "paint it in oils")
            assert result.is_error and words in result.content[0].text and "Nothing was sent" in result.content[0].text
            assert (await call(client, "cost")).structured_content["runDollars"] == 0
    async with Client(server(place, "--limit", "0.05", **variables), mode=mode) as client:
        assert not (await edit(client, "paint it in oils")).is_error
        result = await edit(client, "paint it in chalk")
        assert result.is_error and "limit of $0.050" in result.content[0].text, result.content
        assert not (await call(client, "cost")).structured_content["left"] > 0.05
    async with Client(server(place, "--limit", "0", **variables), mode=mode) as client:
        assert (await edit(client, "paint it in oils")).is_error


async def main():
    loopback = subprocess.Popen(
        [LOOPBACK, "--key", KEY, "--signature", "1000", "--lifetime", "300"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True)
    base = loopback.stdout.readline().strip()
    try:
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder).resolve()
            shutil.copy(PHOTOGRAPH, place / "photo.png")
            (place / "link.png").symlink_to("/etc/hostname")
            for mode in ["legacy", "auto"]:
                await edits(place, mode)
                await money(place, mode, base)
    finally:
        loopback.stdin.close()
        loopback.wait()
    print("check-mcp: the official client edits, pays and is refused by both ways of the protocol")


asyncio.run(main())
