"""Kills `retouch replay --batch` at random moments until it is through, and checks what came of it (scripts/batch-kills)."""
import hashlib, json, os, random, resource, shutil, signal, struct, subprocess, sys, tempfile, time, zlib

PICTURES = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 100
STEPS = int(sys.argv[3]) if len(sys.argv) > 3 else 1
COMPARED = min(PICTURES, int(os.environ.get("COMPARED", PICTURES)))
TROUBLES = ["createReset", "download503", "reordered", "uploadReset", "resultsBreakOff", "lineErrors", "partlySucceeded",
            "expired", "create503Made", "linesTwice", "truncatedResults", "createLost", "upload503"]
BIN = os.path.abspath(".build/release")
random.seed(int(os.environ.get("SEED", "1")))


def png(path, width, height, seed):
    """A small picture that no other is like."""
    rng = random.Random(seed)
    a, b, c = (rng.randrange(256) for _ in range(3))
    rows = b"".join(
        b"\0" + bytes(v for x in range(width) for v in ((a + 3 * x + y) % 256, (b + 2 * y) % 256, (c + x * y // 8) % 256))
        for y in range(height))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                   + chunk(b"tEXt", b"Comment\0%d" % seed) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Service:
    def __init__(self):
        self.process = subprocess.Popen(
            [f"{BIN}/loopback", "--manners", "google", "--signature", "64", "--looks", "2", "--smaller", "16",
             "--lifetime", "20000"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.base = self.process.stdout.readline().strip()

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def peak(pid):
    try:
        for line in open(f"/proc/{pid}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def last_pictures(sessions):
    """By the digest of each starting picture, the digest of the last one; and how often each step was answered."""
    last, turns = {}, 0
    for name in sorted(os.listdir(sessions)):
        journal = os.path.join(sessions, name, "journal.jsonl")
        if not name.isdigit() or name == "0001" or not os.path.exists(journal):
            continue
        events = [json.loads(line) for line in open(journal)]
        answered = [event for event in events if event["event"] == "answered"]
        turns += len(answered)
        if answered:
            record = answered[-1]["picture"]
            data = open(os.path.join(sessions, name, record["file"]), "rb").read()
            assert hashlib.sha256(data).hexdigest() == record["sha256"], name
            last[events[0]["picture"]["sha256"]] = record["sha256"]
    return last, turns


def main():
    place = tempfile.mkdtemp(prefix="retouch-batch-kills-")
    os.makedirs(f"{place}/shots")
    for index in range(PICTURES):
        png(f"{place}/shots/{index:05}.png", 40 + index % 7, 32 + index % 5, index)
    png(f"{place}/photo.png", 48, 48, -1)
    service = Service()
    # A job whose making was cut off is in the pretended service's list at once, if it is there.
    os.makedirs(f"{place}/c/retouch")
    with open(f"{place}/c/retouch/models.json", "w") as file:
        json.dump({"services": [{"id": "google", "title": "Google", "keys": ["GEMINI_API_KEY"], "batches": True,
                                 "base": "https://generativelanguage.googleapis.com",
                                 "baseVariable": "GEMINI_BASE_URL", "batchesListedWithin": 5}]}, file)
    environment = {**os.environ, "HOME": place, "XDG_CONFIG_HOME": place + "/c", "XDG_DATA_HOME": place + "/d",
                   "GEMINI_API_KEY": "sk-loopback-0123456789abcdef", "GEMINI_BASE_URL": service.base}
    words = [word for step in range(STEPS) for word in ("-e", f"make it {['red', 'blue', 'green'][step % 3]}")]
    subprocess.run([f"{BIN}/retouch", "edit", "photo.png", "--model", "lite@google", "--yes", "-q", *words],
                   cwd=place, env=environment, check=True, stdout=subprocess.DEVNULL)
    command = [f"{BIN}/retouch", "replay", "1", "--on", "shots", "--model", "lite@google", "--yes", "-q"]
    for trouble in TROUBLES:
        service.say(trouble)
    begun, killed, most, runs = time.time(), 0, 0, 0
    low, high = 0.05, float(os.environ.get("LONGEST", 20))
    while True:
        runs += 1
        process = subprocess.Popen([*command, "--batch"], cwd=place, env=environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        until = time.time() + random.uniform(low, high) if killed < KILLS else float("inf")
        while process.poll() is None and time.time() < until:
            most = max(most, peak(process.pid))
            time.sleep(0.05)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
            continue
        talk = process.stderr.read()
        if process.returncode == 0:
            break
        print(f"run {runs} ended with {process.returncode}: {talk.strip()[:300]}", flush=True)
        assert process.returncode in (69, 75, 76), talk
    seconds = time.time() - begun
    record = json.loads(service.say("batches"))
    last, turns = last_pictures(f"{place}/sessions")
    print(f"{PICTURES} pictures, {STEPS} steps: killed {killed} times in {runs} runs, {seconds:.0f} s, "
          f"at most {most / 1024:.0f} MB; {record['jobs']} jobs, {record['lines']} lines, {record['paid']} paid, "
          f"paid twice {len(record['paidTwice'])}, given too early {len(record['givenTooEarly'])}, "
          f"turns {turns}", flush=True)
    assert not record["paidTwice"] and not record["givenTooEarly"] and record["paid"] == PICTURES * STEPS
    assert len(last) == PICTURES and turns == PICTURES * STEPS
    # The same one by one, in a folder of its own.
    os.makedirs(f"{place}/other")
    shutil.copytree(f"{place}/sessions/0001", f"{place}/other/0001")
    with open(f"{place}/list.txt", "w") as file:
        file.writelines(f"{place}/shots/{index:05}.png\n" for index in random.sample(range(PICTURES), COMPARED))
    command[command.index("shots")] = "list.txt"
    begun = time.time()
    subprocess.run([*command, "--sessions", "other", "--jobs", "8"], cwd=place, env=environment, check=True,
                   stdout=subprocess.DEVNULL)
    other, _ = last_pictures(f"{place}/other")
    same = sum(last[start] == digest for start, digest in other.items())
    print(f"one by one: {len(other)} pictures in {time.time() - begun:.0f} s, {same} of them the same", flush=True)
    assert same == len(other) == COMPARED
    service.close()
    shutil.rmtree(place)


main()
