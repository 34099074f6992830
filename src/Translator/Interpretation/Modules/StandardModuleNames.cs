using System.Collections.Frozen;

namespace Pyc.Translation.Interpretation;

/// <summary>The top-level names of CPython's standard library in any version: importing them reaches nothing that was installed.</summary>
/// <remarks>
/// CPython: <c>sys.stdlib_module_names</c> of 3.10 and 3.13, and what the installed trees of 2.7 and 3.6 have. Which versions lack which is
/// in <see cref="StandardModules"/> as far as programs ask.
/// </remarks>
internal static class StandardModuleNames
{
    private static readonly FrozenSet<string> s_all = new[]
    {
        "__future__", "__hello__", "_abc", "_aix_support", "_ast", "_asyncio", "_bisect", "_blake2", "_bootsubprocess", "_bz2", "_codecs",
        "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw", "_collections", "_collections_abc",
        "_compat_pickle", "_compression", "_contextvars", "_crypt", "_csv", "_ctypes", "_ctypes_test", "_curses", "_curses_panel",
        "_datetime", "_dbm", "_decimal", "_elementtree", "_frozen_importlib", "_frozen_importlib_external", "_functools", "_gdbm",
        "_hashlib", "_heapq", "_imp", "_io", "_json", "_locale", "_lsprof", "_lzma", "_markupbase", "_md5", "_msi", "_multibytecodec",
        "_multiprocessing", "_opcode", "_operator", "_osx_support", "_overlapped", "_pickle", "_posixshmem", "_posixsubprocess",
        "_py_abc", "_pydecimal", "_pyio", "_queue", "_random", "_scproxy", "_sha1", "_sha256", "_sha3", "_sha512", "_signal",
        "_sitebuiltins", "_socket", "_sqlite3", "_sre", "_ssl", "_stat", "_statistics", "_string", "_strptime", "_struct", "_symtable",
        "_thread", "_threading_local", "_tkinter", "_tokenize", "_tracemalloc", "_typing", "_uuid", "_warnings", "_weakref",
        "_weakrefset", "_winapi", "_zoneinfo", "abc", "aifc", "annotationlib", "antigravity", "argparse", "array", "ast", "asynchat",
        "asyncio", "asyncore", "atexit", "audioop", "base64", "bdb", "binascii", "bisect", "builtins", "bz2", "cProfile", "calendar",
        "cgi", "cgitb", "chunk", "cmath", "cmd", "code", "codecs", "codeop", "collections", "colorsys", "compileall", "compression",
        "concurrent", "configparser", "contextlib", "contextvars", "copy", "copyreg", "crypt", "csv", "ctypes", "curses", "dataclasses",
        "datetime", "dbm", "decimal", "difflib", "dis", "distutils", "doctest", "email", "encodings", "ensurepip", "enum", "errno",
        "faulthandler", "fcntl", "filecmp", "fileinput", "fnmatch", "fractions", "ftplib", "functools", "gc", "genericpath", "getopt",
        "getpass", "gettext", "glob", "graphlib", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "idlelib", "imaplib",
        "imghdr", "imp", "importlib", "inspect", "io", "ipaddress", "itertools", "json", "keyword", "lib2to3", "linecache", "locale",
        "logging", "lzma", "mailbox", "mailcap", "marshal", "math", "mimetypes", "mmap", "modulefinder", "msilib", "msvcrt",
        "multiprocessing", "netrc", "nis", "nntplib", "nt", "ntpath", "nturl2path", "numbers", "opcode", "operator", "optparse", "os",
        "ossaudiodev", "pathlib", "pdb", "pickle", "pickletools", "pipes", "pkgutil", "platform", "plistlib", "poplib", "posix",
        "posixpath", "pprint", "profile", "pstats", "pty", "pwd", "py_compile", "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue",
        "quopri", "random", "re", "readline", "reprlib", "resource", "rlcompleter", "runpy", "sched", "secrets", "select", "selectors",
        "shelve", "shlex", "shutil", "signal", "site", "smtpd", "smtplib", "sndhdr", "socket", "socketserver", "spwd", "sqlite3",
        "sre_compile", "sre_constants", "sre_parse", "ssl", "stat", "statistics", "string", "stringprep", "struct", "subprocess", "sunau",
        "symtable", "sys", "sysconfig", "syslog", "tabnanny", "tarfile", "telnetlib", "tempfile", "termios", "textwrap", "this",
        "threading", "time", "timeit", "tkinter", "token", "tokenize", "tomllib", "trace", "traceback", "tracemalloc", "tty", "turtle",
        "turtledemo", "types", "typing", "typing_extensions", "unicodedata", "unittest", "urllib", "uu", "uuid", "venv", "warnings",
        "wave", "weakref", "webbrowser", "winreg", "winsound", "wsgiref", "xdrlib", "xml", "xmlrpc", "xxlimited_35", "zipapp", "zipfile",
        "zipimport", "zlib", "zoneinfo",
    }.ToFrozenSet();

    // They compute with what they are given: that they are not there has no other reason than that nobody has built them in.
    private static readonly FrozenSet<string> s_reachNothing = new[]
    {
        "_bisect", "_collections", "_collections_abc", "_datetime", "_decimal", "_heapq", "_statistics", "_struct", "abc", "array", "ast",
        "base64", "binascii", "bisect", "calendar", "cmath", "codecs", "collections", "colorsys", "contextlib", "contextvars", "copy", "copyreg",
        "csv", "dataclasses", "datetime", "decimal", "difflib", "enum", "fractions", "graphlib", "hashlib", "heapq", "hmac", "html",
        "ipaddress", "json", "keyword", "numbers", "pprint", "quopri", "re", "reprlib", "statistics", "string", "struct", "textwrap",
        "types", "typing", "unicodedata", "weakref", "zlib",
    }.ToFrozenSet();

    /// <summary>Whether a module, by its dotted name, is of the standard library.</summary>
    public static bool Contains(string name) => s_all.Contains(First(name));

    /// <summary>Whether a module of the standard library reaches nothing outside the process.</summary>
    public static bool ReachesNothing(string name) => s_reachNothing.Contains(First(name));

    private static string First(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? name : name[..dot];
    }
}
