"""What a line of the source may name, for the lines that no watched run reaches.

No audit hook sees what does not run. So each thing of a module that can write, start or load
something stands in ``ALLOWED``, and what is not there is a misdeed, whether it is called or not.
"""

import ast
import re

WRITES = "outputs/files.py"  # the module that writes files
# Everything that the source names of these modules; what only some of it may, with the place.
GUARDED = (
    *("click", "codecs", "gc", "io", "os", "shutil", "sys", "tempfile", "webbrowser", "zipfile"),
)
EVERYWHERE = set(
    re.findall(
        r"\S+",
        """
    click.Abort click.BadOptionUsage click.BadParameter click.Choice click.ClickException
    click.Command click.Context click.Group click.HelpFormatter click.MissingParameter
    click.NoSuchOption click.Option click.ParamType click.Parameter click.UsageError click.argument
    click.command click.core.ParameterSource click.echo click.get_current_context click.group
    click.option click.pass_context click.types.BoolParamType
    click.shell_completion.BashComplete click.shell_completion.CompletionItem
    click.shell_completion.FishComplete click.shell_completion.ShellComplete
    click.shell_completion.ZshComplete click.shell_completion.add_completion_class
    click.shell_completion.split_arg_string
    codecs.BOM_UTF16 codecs.BOM_UTF16_BE codecs.BOM_UTF16_LE codecs.BOM_UTF8 codecs.register_error
    gc.disable io.BytesIO io.StringIO io.UnsupportedOperation
    os.environ os.environ.get os.fstat os.geteuid os.name os.stat os.stat_result os.walk
    os.path.dirname os.path.exists os.path.expanduser os.path.isabs os.path.isdir os.path.join
    os.path.realpath os.path.relpath os.path.splitext
    shutil.get_terminal_size sys.exit sys.platform sys.stderr sys.stdout zipfile.ZipFile
    """,
    )
)
SOMEWHERE = {
    "__main__.py": {"os._exit"},
    "inputs/files.py": {
        *("sys.stdin", "sys.stdin.buffer.read", "sys.stdin.fileno"),
        *("os.open", "os.fdopen", "os.O_NONBLOCK", "os.O_RDONLY", "os.set_blocking"),
    },
    "inputs/asking.py": {"sys.stdin", "sys.stdin.buffer.readline", "sys.stdin.encoding"},
    "outputs/browser.py": {"webbrowser.open", "webbrowser.Error"},
    "outputs/streams.py": {
        *("os.devnull", "os.dup2", "os.open", "os.O_WRONLY"),
        *("sys.stderr.isatty", "sys.stdout.buffer.writelines", "sys.stdout.flush"),
        "sys.stdout.fileno",
    },
    WRITES: {
        *("os.access", "os.close", "os.fchmod", "os.fchown", "os.fdopen", "os.fsync", "os.link"),
        *("os.open", "os.rename", "os.replace", "os.scandir", "os.umask", "os.unlink", "os.W_OK"),
        *("os.O_APPEND", "os.O_CREAT", "os.O_EXCL", "os.O_NOFOLLOW", "os.O_NONBLOCK"),
        *("os.O_RDONLY", "os.O_WRONLY"),
        *("shutil.rmtree", "tempfile.mkdtemp", "tempfile.mkstemp"),
    },
}
BUILTINS = (
    *("eval", "exec", "compile", "__import__", "breakpoint", "input", "globals", "locals", "vars"),
    *("__builtins__", "__loader__", "__spec__"),
)
OF_A_PATH = (
    *("open", "write_text", "write_bytes", "touch", "mkdir", "rmdir", "unlink", "chmod", "rename"),
    *("symlink_to", "hardlink_to"),
)
BY_NAME = {"importlib.import_module", "importlib.machinery.PathFinder"}
MAY_IMPORT_BY_NAME = ("inputs/group.py", "writers/__init__.py")


def misdeeds(name, tree):
    """What a module of the source names, and may not."""
    allowed = EVERYWHERE | SOMEWHERE.get(name, set())
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        parent = parents.get(node)
        match node:
            case ast.Name(id="open") if name != WRITES and not reads(parent):
                yield "open"
            case ast.Name(id="import_module") if not ours(name, parent):
                yield "import_module"
            case ast.Name(id=word) if word in BUILTINS:
                yield word
            case ast.Name(id=word) if word in GUARDED:
                if (used := chain(node, parents)) not in allowed:
                    yield used
            case ast.Attribute(attr=word) if word in GUARDED:  # of another module, as shutil.os
                yield f".{word}"
            case ast.Call(func=ast.Attribute(attr="replace"), args=[_], keywords=[]):
                if name != WRITES:  # a path's: a text's takes two
                    yield ".replace"
            case ast.Attribute(attr=word) if word in OF_A_PATH and name != WRITES:
                if ast.unparse(node) not in allowed:
                    yield f".{word}"
            case ast.Import(names=each):
                yield from (
                    f"as {one.asname}" for one in each if one.asname and top(one.name) in GUARDED
                )
            case ast.ImportFrom(module=module, names=each):
                whole = {f"{module}.{one.name}" for one in each}
                if top(module) in (*GUARDED, "importlib"):
                    yield from sorted(whole - allowed - BY_NAME)
                    yield from (f"as {one.asname}" for one in each if one.asname)


def top(module):
    return module.split(".")[0]


def chain(node, parents):
    """A name with all the attributes that are taken of it, such as os.path.exists."""
    words = [node.id]
    match parents.get(node):
        case ast.Call(
            func=ast.Name(id="getattr" | "hasattr"), args=[_, ast.Constant(value=attr), *_]
        ):
            return f"{node.id}.{attr}"
    while isinstance(node := parents.get(node), ast.Attribute):
        words.append(node.attr)
    return ".".join(words)


def reads(call):
    """Whether a call of ``open`` is one that only reads."""
    match call:
        case ast.Call(args=[_, ast.Constant(value="rb")], keywords=[]):
            return True
    return False


def ours(name, call):
    """Whether a module is loaded by a name that begins with our own."""
    match call:
        case ast.Call(args=[ast.JoinedStr(values=[ast.Constant(value=str(start)), *_])]):
            return name in MAY_IMPORT_BY_NAME and start.startswith("jtai_cli.")
    return False
