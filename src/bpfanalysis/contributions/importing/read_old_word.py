"""Old Word documents (.doc), where a converter is installed: antiword, catdoc or LibreOffice.

The converter gets a copy under a name of ours in an empty folder, bounded time and memory, no
shell, and settings under which nothing is fetched and no macro runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from bpfanalysis.contributions.importing.content import Content, Refused
from bpfanalysis.contributions.importing.read_text import decode, read_txt

SECONDS = 15
MEMORY = 512 * 1024 * 1024
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop
oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop><prop
oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop><prop
oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop><prop
oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item></oor:items>
"""


def read_doc(data: bytes) -> Content:
    """Blocks of an old Word document.

    Raises
    ------
    Refused
        If no converter is installed, or it fails.
    """
    if b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0" not in data:
        raise Refused("the file is not what its name says (no Word document inside)")
    tool = next((t for t in ("antiword", "catdoc", "soffice") if shutil.which(t)), None)
    if tool is None:
        raise Refused(
            "an old Word document (.doc) and no converter is installed: save it as .docx, or "
            "install antiword, catdoc or LibreOffice"
        )
    with tempfile.TemporaryDirectory() as folder:
        text = convert(tool, data, Path(folder))
    content = read_txt(text, "doc")
    if not content.blocks:
        raise Refused("the converter for .doc found no text; save it as .docx")
    return content


def convert(tool: str, data: bytes, folder: Path) -> str:
    """Text that a converter finds."""
    (folder / "document.doc").write_bytes(data)
    commands = {
        "antiword": ["antiword", "-w", "0", "-m", "UTF-8.txt", "document.doc"],
        "catdoc": ["catdoc", "-w", "-d", "utf-8", "document.doc"],
        "soffice": [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--norestore", "--convert-to", "txt:Text (encoded):UTF8", "document.doc",
        ],
    }  # fmt: skip
    settings = folder / "profile/user/registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    # A proxy that does not exist, should anything still be asked for.
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    kept = {k: os.environ[k] for k in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if k in os.environ}
    environment = kept | nowhere | {"HOME": str(folder)}
    try:
        done = subprocess.run(
            commands[tool],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            preexec_fn=limit_memory if os.name == "posix" else None,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Refused("the converter for .doc failed on it; save it as .docx") from error
    made = folder / "document.txt"
    return decode(made.read_bytes() if made.exists() else done.stdout)


def limit_memory() -> None:
    """Bound what the converter may write to, in the child."""
    import resource

    soft = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, soft)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
