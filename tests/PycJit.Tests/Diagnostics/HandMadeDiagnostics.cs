using System.Collections.Immutable;
using Pyc.Loader;
using Pyc.Native;
using Pyc.Tests.Support;
using Pyc.Translation;
using Pyc.Translation.Interpretation;

namespace Pyc.Tests;

/// <summary>What no source has: functions of a size that nobody writes, damaged code, options and systems.</summary>
internal static class HandMadeDiagnostics
{
    /// <summary>Each with what makes it, for people, and the exception.</summary>
    public static ImmutableArray<(string Code, string Cause, Lazy<PycJitException?> Provoked)> All { get; } =
    [
        ("PYJ1501", "A function of 15,000 powers of variables.", new(() => Compile(new FunctionBytes(2).Load(0).Repeat(15_000, (f, _) => f.Load(1).Power()).Return()))),
        ("PYJ1504", "A function with 8,500 variables that are all used in the end.", new(() => Compile(
            new FunctionBytes(2, Variables + 2).Repeat(Variables, (f, i) => f.Load(0).Constant(i + 7).Xor().Store(i + 2)).Load(1)
                .Repeat(Variables, (f, i) => f.Load(i + 2).Xor()).Return()))),
        ("PYJ1505", "A function that calls one whose bytecode ends in the middle of an expression.", new(() => Compile(
            new FunctionBytes(1).Global("g").Load(0).Call(1).Return(), new FunctionBytes(1) { Name = "g" }.Load(0)))),
        ("PYJ1901", "`new PycOptions { ExecutableMemory = ExecutableMemory.Forbid }`.", new(() => Straight(
            module => module["foo"].Compile(), new PycOptions { ExecutableMemory = ExecutableMemory.Forbid }))),
        ("PYJ1902", "A processor of another kind, such as Arm64.", new(() => Straight(module => Throw(module.RefusalOf(PycOptions.Default, isProcessorSupported: false))))),
        ("PYJ1903", "A system whose policy lets no program make code.", new(() => Straight(
            module => Throw(module.RefusalOf(new NativeMemoryException("mmap of 65536 bytes", PermissionDenied, "Allow executable memory for this program.")))))),
        ("PYJ3007", "A function whose bytecode adds to a list that is none.", new(() => Run(new FunctionBytes(1).Load(0).Load(0).Op(ListAppend, 1).Return()))),
        ("PYJ3009", "A constant of CPython 3.15 that is a `frozendict`.", new(() => Catch(
            () => ConstantValues.Of(new PythonRuntime(new PythonVersion(3, 15)), new FrozenDictConstant([]))))),
        ("PYJ3011", "A system without a C library under its usual name.", new(() => Catch(() => CLibrary.Load("libnowhere.so.6", "libnowhere.so")))),
    ];

    private const int Variables = 8_500;

    private const int PermissionDenied = 13;

    private const byte ListAppend = 145;

    private static PycJitException? Compile(params FunctionBytes[] functions)
    {
        using var module = PycJit.Load(FunctionBytes.ToPyc(functions));
        return Catch(() => module["f"].Compile());
    }

    private static PycJitException? Run(FunctionBytes function)
    {
        using var module = PycJit.Load(function.ToPyc(), Facade.Interpreted);
        return Catch(() => module["f"].Invoke(1));
    }

    private static PycJitException? Straight(Action<PycModule> action, PycOptions? options = null)
    {
        using var module = PycJit.Load(Repository.Pyc("straight", "3.13"), options);
        return Catch(() => action(module));
    }

    private static PycJitException? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (PycJitException exception)
        {
            return exception;
        }
    }

    private static void Throw(Exception? exception)
    {
        if (exception is not null)
            throw exception;
    }
}
