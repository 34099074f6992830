using System.Collections.Frozen;
using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The classes of exceptions, with CPython's hierarchy.</summary>
/// <remarks>CPython: <c>Lib/test/exception_hierarchy.txt</c> and <c>Objects/exceptions.c</c>.</remarks>
internal static class ExceptionTypes
{
    public static PyType BaseException { get; } = PyType.Builtin("BaseException", PyTypes.Object, () => ExceptionMembers.Rows);
    public static PyType SystemExit { get; } = Of("SystemExit", BaseException);
    public static PyType KeyboardInterrupt { get; } = Of("KeyboardInterrupt", BaseException);
    public static PyType GeneratorExit { get; } = Of("GeneratorExit", BaseException);
    public static PyType Exception { get; } = Of("Exception", BaseException);

    /// <summary>Python 2's <c>StandardError</c>; a base in every version, which Python 3 gives no way to see.</summary>
    public static PyType StandardError { get; } = Of("StandardError", Exception);

    public static PyType StopIteration { get; } = Of("StopIteration", Exception);
    public static PyType StopAsyncIteration { get; } = Of("StopAsyncIteration", Exception);
    public static PyType ArithmeticError { get; } = Of("ArithmeticError", StandardError);
    public static PyType FloatingPointError { get; } = Of("FloatingPointError", ArithmeticError);
    public static PyType OverflowError { get; } = Of("OverflowError", ArithmeticError);
    public static PyType ZeroDivisionError { get; } = Of("ZeroDivisionError", ArithmeticError);
    public static PyType AssertionError { get; } = Of("AssertionError", StandardError);
    public static PyType AttributeError { get; } = Of("AttributeError", StandardError);
    public static PyType BufferError { get; } = Of("BufferError", StandardError);
    public static PyType EOFError { get; } = Of("EOFError", StandardError);
    public static PyType ImportError { get; } = Of("ImportError", StandardError);
    public static PyType ModuleNotFoundError { get; } = Of("ModuleNotFoundError", ImportError);
    public static PyType LookupError { get; } = Of("LookupError", StandardError);
    public static PyType IndexError { get; } = Of("IndexError", LookupError);
    public static PyType KeyError { get; } = Of("KeyError", LookupError);
    public static PyType MemoryError { get; } = Of("MemoryError", StandardError);
    public static PyType NameError { get; } = Of("NameError", StandardError);
    public static PyType UnboundLocalError { get; } = Of("UnboundLocalError", NameError);

    /// <summary>Python 2's <c>EnvironmentError</c>; in Python 3 the name means <see cref="OSError"/>.</summary>
    public static PyType EnvironmentError { get; } = Of("EnvironmentError", StandardError);

    public static PyType OSError { get; } = Of("OSError", EnvironmentError);

    /// <summary>Python 2's <c>IOError</c>; in Python 3 the name means <see cref="OSError"/>.</summary>
    public static PyType IOError { get; } = Of("IOError", EnvironmentError);

    public static PyType BlockingIOError { get; } = Of("BlockingIOError", OSError);
    public static PyType ChildProcessError { get; } = Of("ChildProcessError", OSError);
    public static PyType ConnectionError { get; } = Of("ConnectionError", OSError);
    public static PyType BrokenPipeError { get; } = Of("BrokenPipeError", ConnectionError);
    public static PyType ConnectionAbortedError { get; } = Of("ConnectionAbortedError", ConnectionError);
    public static PyType ConnectionRefusedError { get; } = Of("ConnectionRefusedError", ConnectionError);
    public static PyType ConnectionResetError { get; } = Of("ConnectionResetError", ConnectionError);
    public static PyType FileExistsError { get; } = Of("FileExistsError", OSError);
    public static PyType FileNotFoundError { get; } = Of("FileNotFoundError", OSError);
    public static PyType InterruptedError { get; } = Of("InterruptedError", OSError);
    public static PyType IsADirectoryError { get; } = Of("IsADirectoryError", OSError);
    public static PyType NotADirectoryError { get; } = Of("NotADirectoryError", OSError);
    public static PyType PermissionError { get; } = Of("PermissionError", OSError);
    public static PyType ProcessLookupError { get; } = Of("ProcessLookupError", OSError);
    public static PyType TimeoutError { get; } = Of("TimeoutError", OSError);
    public static PyType ReferenceError { get; } = Of("ReferenceError", StandardError);
    public static PyType RuntimeError { get; } = Of("RuntimeError", StandardError);
    public static PyType NotImplementedError { get; } = Of("NotImplementedError", RuntimeError);
    public static PyType RecursionError { get; } = Of("RecursionError", RuntimeError);
    public static PyType SyntaxError { get; } = Of("SyntaxError", StandardError);
    public static PyType IndentationError { get; } = Of("IndentationError", SyntaxError);
    public static PyType TabError { get; } = Of("TabError", IndentationError);
    public static PyType SystemError { get; } = Of("SystemError", StandardError);
    public static PyType TypeError { get; } = Of("TypeError", StandardError);
    public static PyType ValueError { get; } = Of("ValueError", StandardError);
    public static PyType UnicodeError { get; } = Of("UnicodeError", ValueError);
    public static PyType UnicodeDecodeError { get; } = Of("UnicodeDecodeError", UnicodeError);
    public static PyType UnicodeEncodeError { get; } = Of("UnicodeEncodeError", UnicodeError);
    public static PyType UnicodeTranslateError { get; } = Of("UnicodeTranslateError", UnicodeError);
    public static PyType PythonFinalizationError { get; } = Of("PythonFinalizationError", RuntimeError);
    public static PyType Warning { get; } = Of("Warning", Exception);
    public static PyType DeprecationWarning { get; } = Of("DeprecationWarning", Warning);
    public static PyType RuntimeWarning { get; } = Of("RuntimeWarning", Warning);
    public static PyType SyntaxWarning { get; } = Of("SyntaxWarning", Warning);
    public static PyType UserWarning { get; } = Of("UserWarning", Warning);
    public static PyType FutureWarning { get; } = Of("FutureWarning", Warning);

    public static PyType BytesWarning { get; } = Of("BytesWarning", Warning);
    public static PyType ImportWarning { get; } = Of("ImportWarning", Warning);
    public static PyType PendingDeprecationWarning { get; } = Of("PendingDeprecationWarning", Warning);
    public static PyType ResourceWarning { get; } = Of("ResourceWarning", Warning);
    public static PyType UnicodeWarning { get; } = Of("UnicodeWarning", Warning);
    public static PyType EncodingWarning { get; } = Of("EncodingWarning", Warning);

    /// <summary>The classes of OSError by <c>errno</c>, as Linux numbers it. CPython: <c>Objects/exceptions.c</c>, <c>errnomap</c>.</summary>
    public static FrozenDictionary<long, PyType> ByErrorNumber { get; } = new Dictionary<long, PyType>
    {
        [1] = PermissionError, [2] = FileNotFoundError, [3] = ProcessLookupError, [4] = InterruptedError, [10] = ChildProcessError,
        [11] = BlockingIOError, [13] = PermissionError, [17] = FileExistsError, [20] = NotADirectoryError, [21] = IsADirectoryError,
        [32] = BrokenPipeError, [103] = ConnectionAbortedError, [104] = ConnectionResetError, [108] = BrokenPipeError,
        [110] = TimeoutError, [111] = ConnectionRefusedError, [114] = BlockingIOError, [115] = BlockingIOError,
    }.ToFrozenDictionary();

    /// <summary>Names of Python 3 for a class that has another name.</summary>
    public static ImmutableArray<(string Name, PyType Type)> AliasesOfPython3 { get; } = [("EnvironmentError", OSError), ("IOError", OSError)];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<VersionedType> All { get; } =
    [
        .. VersionedType.InAll(
            BaseException, SystemExit, KeyboardInterrupt, GeneratorExit, Exception, StopIteration, ArithmeticError, FloatingPointError,
            OverflowError, ZeroDivisionError, AssertionError, AttributeError, BufferError, EOFError, ImportError, LookupError, IndexError,
            KeyError, MemoryError, NameError, UnboundLocalError, OSError, ReferenceError, RuntimeError, NotImplementedError, SyntaxError,
            SystemError, TypeError, ValueError, UnicodeError, UnicodeDecodeError, UnicodeEncodeError, Warning, DeprecationWarning,
            RuntimeWarning, SyntaxWarning, UserWarning, FutureWarning, IndentationError, TabError, UnicodeTranslateError, BytesWarning,
            ImportWarning, PendingDeprecationWarning, UnicodeWarning),
        new(StandardError, Until: new PythonVersion(3, 0)),
        new(EnvironmentError, Until: new PythonVersion(3, 0)),
        new(IOError, Until: new PythonVersion(3, 0)),
        .. VersionedType.Since(
            new PythonVersion(3, 3), BlockingIOError, ChildProcessError, ConnectionError, BrokenPipeError, ConnectionAbortedError, ConnectionRefusedError,
            ConnectionResetError, FileExistsError, FileNotFoundError, InterruptedError, IsADirectoryError, NotADirectoryError,
            PermissionError, ProcessLookupError, TimeoutError),
        new(ResourceWarning, new PythonVersion(3, 2)),
        new(EncodingWarning, new PythonVersion(3, 10)),
        new(PythonFinalizationError, new PythonVersion(3, 13)),
        new(StopAsyncIteration, new PythonVersion(3, 5)),
        new(RecursionError, new PythonVersion(3, 5)),
        new(ModuleNotFoundError, new PythonVersion(3, 6)),
    ];

    private static PyType Of(string name, PyType parent) => PyType.Builtin(name, parent, () => []);
}
