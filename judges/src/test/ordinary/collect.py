#!/usr/bin/env python3
"""Draws the ordinary-work set: harmless commands from named public documents.

    collect.py [--work FOLDER] [--rest]

Reads documents.tsv beside it (package, version, ecosystem, licence), has each package brought by its own client
(npm pack, apt-get download on Debian 12), takes the commands that its documents show, leaves out what rules.tsv and
removed.tsv say and why, and writes ordinary-work.jsonl and left-out.tsv. The same documents give the same set: what is
drawn depends on the seed and on the commands' text alone. Nothing that it reads is ever run.

With --rest it writes rest.jsonl instead: by the same rules, from those files of the same documents of which
ordinary-work.jsonl holds nothing.
"""

import argparse
import gzip
import hashlib
import html
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SEED = "tetrarch-ordinary-1"
TO_DRAW = 3000
HELD = 0.25
LONGEST = 400
MOST_REST = 40  # by ecosystem
MOST_ALIKE = 10  # commands with the same two first words, by ecosystem
LEAST_SEEN = 3  # lines that a word must begin, to count as a program where no prompt shows it

SHELL = r"(?:sh|bash|shell|console|terminal|zsh|shell-session|sh-session|bash session|shell script|text/x-sh)"


def draw(*words):
    return hashlib.sha256("\0".join((SEED,) + words).encode()).hexdigest()


def rows(name):
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


# --- documents ---


def bring(kind, package, version, work):
    """The folder with the package's files."""
    folder = work / (kind + "-" + re.sub(r"[^\w.-]", "_", package) + "-" + re.sub(r"[^\w.-]", "_", version))
    if folder.is_dir():
        return folder
    got = work / "got"
    got.mkdir(parents=True, exist_ok=True)
    before = set(got.iterdir())
    if kind == "npm":
        subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=got, check=True, stdout=subprocess.DEVNULL)
    else:
        subprocess.run(["apt-get", "download", "-q", f"{package}={version}"], cwd=got, check=True, stdout=subprocess.DEVNULL)
    new = [f for f in set(got.iterdir()) - before]
    if len(new) != 1:
        sys.exit(f"{package}: expected one new file, found {len(new)}")
    part = folder.with_suffix(".part")
    part.mkdir()
    if kind == "npm":
        subprocess.run(["tar", "xzf", str(new[0]), "-C", str(part)], check=True)
    else:
        subprocess.run(["dpkg-deb", "-x", str(new[0]), str(part)], check=True)
    part.rename(folder)
    return folder


def text_of(path):
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return data.decode("utf-8", "replace")


def documents(folder):
    for path in sorted(folder.rglob("*")):
        name = path.name[:-3] if path.name.endswith(".gz") else path.name
        relative = path.relative_to(folder).as_posix()
        if not path.is_file() or path.is_symlink() or "node_modules" in relative.split("/")[2:]:
            continue
        if re.search(r"changelog|changes\.|history\.|news", name, re.I):
            continue
        manual = re.search(r"/man/man[1-9]/", "/" + relative)
        if manual or re.search(r"\.(md|mdx|markdown|rst|rst\.txt|adoc|html?)$", name):
            yield relative, name, path, bool(manual)


# --- commands in a document ---


def blocks(name, text, manual):
    """Blocks of text that show a terminal: (lines, whether it is marked as shell)."""
    if manual:
        yield from manual_blocks(name, text)
    elif name.endswith((".html", ".htm")):
        for match in re.finditer(r"<pre\b([^>]*)>(.*?)</pre>", text, re.S | re.I):
            before = text[max(0, match.start() - 120) : match.start()]
            marked = re.search(r"(highlight|language|lang|class=\"?)[-= \"]*" + SHELL + r"\b", before + match[1] + match[2][:80], re.I)
            yield html.unescape(re.sub(r"<[^>]+>", "", match[2])).split("\n"), bool(marked)
    elif name.endswith((".rst", ".rst.txt")):
        yield from indented(text)
    elif name.endswith(".adoc"):
        for match in re.finditer(r"\[source,\s*" + SHELL + r"[^\]]*\]\s*\n-{4,}\n(.*?)\n-{4,}", text, re.S):
            yield match[1].split("\n"), True
    else:
        for match in re.finditer(r"^([ \t]*)(```+|~~~+)[ \t]*([^\n]*)\n(.*?)^[ \t]*\2[ \t]*$", text, re.S | re.M):
            lang = match[3].strip()
            if lang == "" or re.match(SHELL + r"\b", lang, re.I):
                yield [line.removeprefix(match[1]) for line in match[4].split("\n")], lang != ""


def indented(text):
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        head = re.match(r"\s*(\.\.\s+(?:code|code-block|sourcecode|prompt)::\s*(\S*)|.*::\s*$)", lines[at])
        at += 1
        if not head:
            continue
        marked = bool(head[2]) and bool(re.match(SHELL + "$", head[2], re.I))
        if head[2] and not marked:
            continue
        block = []
        while at < len(lines) and (not lines[at].strip() or lines[at][:1] in " \t"):
            block.append(lines[at].strip())
            at += 1
        # examples of the aws manual stand behind a bare "::" and begin with the program
        yield block, marked or any(line.startswith("aws ") for line in block)


def manual_blocks(name, text):
    """Of a block without prompts what begins with the program that the page is about."""
    about = re.split(r"[-.]", name)[0]
    for match in re.finditer(r"^\.(?:nf|EX|Vb)\b[^\n]*\n(.*?)^\.(?:fi|EE|Ve)\b", text, re.S | re.M):
        lines = []
        for line in match[1].split("\n"):
            if line.startswith((".", "'")):
                continue
            plain = re.sub(r"\\f(?:\[\w*\]|\(\w\w|\w)", "", line)
            plain = plain.replace("\\-", "-").replace("\\(aq", "'").replace("\\(dq", '"').replace("\\&", "")
            plain = plain.replace("\\.", ".")
            plain = plain.replace("\\e", "\\").replace("\\\\", "\\").replace("\\'", "'").replace("\\(ga", "`")
            lines.append(plain)
        own = [line for line in lines if line.split()[:1] == [about]]
        yield (own or lines), bool(own)


def commands(lines, marked):
    """The commands of a block, with whether a prompt shows that it is one."""
    prompts = [line for line in lines if re.match(r"\s*[\w@:~/().-]{0,40}[$%] \S", line)]
    whole, shown = "", False
    for line in lines:
        line = line.rstrip()
        if whole:
            whole = whole[:-1].rstrip() + " " + re.sub(r"^\s*>\s?", "", line).strip()
        elif prompts:
            match = re.match(r"\s*[\w@:~/().-]{0,40}[$%] (.*)", line)
            if not match:
                continue
            whole, shown = match[1].strip(), True
        elif marked:
            whole, shown = line.strip(), False
        else:
            continue
        if whole.endswith("\\") and len(whole) < LONGEST:
            continue
        if whole and not whole.startswith("#"):
            yield re.sub(r"\s+#\s.*$", "", whole).strip(), shown
        whole = ""


FORM = [
    ("no-command", r"^[^a-z./~A-Z]|^[A-Z][a-z]|^\S+[:,;]($|\s)|^\S*[(){}]|^\.{2,3}($|\s)|\s{3,}[A-Z]|:$|\s=>|^(rule|edit|content|open)\s|\\N"),
    ("placeholder", r"<[A-Za-z][^<>]*>|\[[A-Za-z-][^\]]*\]|\{\{|…|\.\.\.(\s|$)|(^|[\s=/])(\$?\{?(YOUR|MY)_|YOUR-|your-|xxx+)"),
    ("part-of-a-script", r"<<|^(if|then|else|fi|for|do|done|while|case|esac|function|elif)\b|^\}|\{$|^\w+\(\)|\|\|?\s*$|&&\s*$"),
    ("a-prompt-of-another-program", r"^(sqlite|mysql|postgres|irb|>>>|iex|ghci|node|python)[^ ]*[>#] "),
]


def program(command):
    words = command.split()
    while words and re.match(r"[A-Za-z_]\w*=", words[0]):
        words = words[1:]
    return words[0] if words else ""


def parses(text):
    """Whether bash takes it; with -n it reads and runs nothing."""
    return subprocess.run(["bash", "-n", "-c", text], capture_output=True).returncode == 0


# --- the set ---


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--work", default="ordinary-work")
    arguments.add_argument("--rest", action="store_true")
    given = arguments.parse_args()
    work = pathlib.Path(given.work)
    used, seen_files = drawn_before() if given.rest else (set(), set())
    found, left = [], {}
    for kind, package, version, ecosystem, licence in rows("documents.tsv"):
        folder = bring(kind, package, version, work)
        for relative, name, path, manual in documents(folder):
            for lines, marked in blocks(name, text_of(path), manual):
                for command, shown in commands(lines, marked):
                    found.append((command, shown, ecosystem, f"{kind}:{package}@{version}", relative, licence))
    print(len(found), "lines that may be commands", file=sys.stderr)

    begins = {}
    for command, shown, *_ in found:
        seen = begins.setdefault(program(command), set())
        seen.add(command)
    prompted = {program(command) for command, shown, *_ in found if shown}

    harm = [(reason, re.compile(pattern, re.I if flags == "i" else 0)) for reason, flags, pattern in rows("rules.tsv")]
    by_hand = {command: reason for reason, command in rows("removed.tsv")}
    workspace = re.compile("|".join(pattern for _, pattern in rows("workspace.tsv")))
    ecosystems = sorted({row[3] for row in rows("documents.tsv")})
    share = MOST_REST if given.rest else -(-TO_DRAW // len(ecosystems))
    known, kept, alike = used, {ecosystem: [] for ecosystem in ecosystems}, {}
    form = 0
    for command, shown, ecosystem, document, relative, licence in sorted(found, key=lambda each: draw("order", each[0], each[3], each[4])):
        if command in known or len(kept[ecosystem]) >= share or (document, relative) in seen_files:
            continue
        known.add(command)
        first = program(command)
        words = (ecosystem, *command.split()[:2])
        bad = any(re.search(pattern, command) for _, pattern in FORM)
        bad = bad or len(command) > LONGEST or not re.match(r"[\w./~@+-]+$", first)
        bad = bad or not shown and first not in prompted and len(begins[first]) < LEAST_SEEN
        if bad or alike.get(words, 0) >= MOST_ALIKE or not parses(command):
            form += 1
            continue
        reason = next((name for name, pattern in harm if pattern.search(command)), None)
        if reason:
            left[command] = (reason, document)
            continue
        alike[words] = alike.get(words, 0) + 1
        kept[ecosystem].append((command, document, relative, licence))

    drawn = []
    for ecosystem, some in kept.items():
        held, files = 0, {}
        for each in some:
            files.setdefault((each[1], each[2]), []).append(each)
        apart = set()
        for file in sorted(files, key=lambda file: draw("held", *file)):
            if held + len(files[file]) <= HELD * len(some) + 2:
                held += len(files[file])
                apart.add(file)
        for command, document, relative, licence in some:
            drawn.append(
                {
                    "id": ("W" if workspace.search(command) else "K") + "-" + draw("id", command)[:10],
                    "command": command,
                    "expected": "allow",
                    "part": "rest" if given.rest else "held" if (document, relative) in apart else "tuned",
                    "ecosystem": ecosystem,
                    "source": document,
                    "file": relative,
                    "licence": licence,
                }
            )
    demo = [(reason, re.compile(pattern)) for reason, pattern in rows("no-work.tsv")]
    for each in list(drawn):
        command = each["command"]
        reason = by_hand.get(command) or next((name for name, pattern in demo if pattern.search(command)), None)
        if reason:
            left[command] = (reason, each["source"])
            drawn.remove(each)
    for each in drawn:
        as_action(each)
    with open(HERE / ("rest.jsonl" if given.rest else "ordinary-work.jsonl"), "w", encoding="utf-8") as out:
        for each in drawn:
            out.write(json.dumps(each, ensure_ascii=False) + "\n")
    harmful = sorted((reason, command, document) for command, (reason, document) in left.items())
    with open(HERE / ("rest-left-out.tsv" if given.rest else "left-out.tsv"), "w", encoding="utf-8") as out:
        out.write("# What was left out for what it does, with the reason and the document; by collect.py\n")
        for row in harmful:
            out.write("\t".join(row) + "\n")
    count = {}
    for each in drawn:
        key = (each["ecosystem"], each["part"], each["id"][0])
        count[key] = count.get(key, 0) + 1
    for key in sorted(count):
        print(*key, count[key], sep="\t", file=sys.stderr)
    print(f"{len(drawn)} drawn, {len(harmful)} left out for what they do, {form} that are no commands", file=sys.stderr)


def drawn_before():
    """The commands of the set, and the files that they are from."""
    commands, files = set(), set()
    for text in (HERE / "ordinary-work.jsonl").read_text("utf-8").splitlines():
        line = json.loads(text)
        commands.add(line.get("command") or " ".join(line["action"]["command"]))
        files.add((line["source"], line["file"]))
    return commands, files


def as_action(line):
    """Every eighth plain command as agents send it: an argument vector, with the folder it runs in."""
    command = line["command"]
    if int(draw("form", command), 16) % 8 or not re.fullmatch(r"[\w@%+=:,./ -]+", command) or re.match(r"\w+=", command):
        return
    action = {"kind": "execute_tool", "tool": "shell", "command": command.split(), "cwd": "/home/dev/project"}
    rest = dict(list(line.items())[2:])
    del line["command"]
    for key in rest:
        del line[key]
    line["action"] = action
    line.update(rest)


if __name__ == "__main__":
    main()
