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
    public static PyType OSError { get; } = Of("OSError", StandardError);
    public static PyType ReferenceError { get; } = Of("ReferenceError", StandardError);
    public static PyType RuntimeError { get; } = Of("RuntimeError", StandardError);
    public static PyType NotImplementedError { get; } = Of("NotImplementedError", RuntimeError);
    public static PyType RecursionError { get; } = Of("RecursionError", RuntimeError);
    public static PyType SyntaxError { get; } = Of("SyntaxError", StandardError);
    public static PyType SystemError { get; } = Of("SystemError", StandardError);
    public static PyType TypeError { get; } = Of("TypeError", StandardError);
    public static PyType ValueError { get; } = Of("ValueError", StandardError);
    public static PyType UnicodeError { get; } = Of("UnicodeError", ValueError);
    public static PyType UnicodeDecodeError { get; } = Of("UnicodeDecodeError", UnicodeError);
    public static PyType UnicodeEncodeError { get; } = Of("UnicodeEncodeError", UnicodeError);
    public static PyType Warning { get; } = Of("Warning", Exception);
    public static PyType DeprecationWarning { get; } = Of("DeprecationWarning", Warning);
    public static PyType RuntimeWarning { get; } = Of("RuntimeWarning", Warning);
    public static PyType SyntaxWarning { get; } = Of("SyntaxWarning", Warning);
    public static PyType UserWarning { get; } = Of("UserWarning", Warning);
    public static PyType FutureWarning { get; } = Of("FutureWarning", Warning);

    /// <summary>All of them, with the first version that has each (null: all), and the first that has it no longer.</summary>
    public static ImmutableArray<(PyType Type, PythonVersion? Since, PythonVersion? Until)> All { get; } =
    [
        .. new[]
        {
            BaseException, SystemExit, KeyboardInterrupt, GeneratorExit, Exception, StopIteration, ArithmeticError, FloatingPointError,
            OverflowError, ZeroDivisionError, AssertionError, AttributeError, BufferError, EOFError, ImportError, LookupError, IndexError,
            KeyError, MemoryError, NameError, UnboundLocalError, OSError, ReferenceError, RuntimeError, NotImplementedError, SyntaxError,
            SystemError, TypeError, ValueError, UnicodeError, UnicodeDecodeError, UnicodeEncodeError, Warning, DeprecationWarning,
            RuntimeWarning, SyntaxWarning, UserWarning, FutureWarning,
        }.Select(type => (type, (PythonVersion?)null, (PythonVersion?)null)),
        (StandardError, null, new PythonVersion(3, 0)),
        (StopAsyncIteration, new PythonVersion(3, 5), null),
        (RecursionError, new PythonVersion(3, 5), null),
        (ModuleNotFoundError, new PythonVersion(3, 6), null),
    ];

    private static PyType Of(string name, PyType parent) => PyType.Builtin(name, parent, () => []);
}
