using System.Collections.Immutable;
using System.Globalization;

namespace Pyc.Loader;

/// <summary>One code object: a module, function, class body, lambda or comprehension, as the file stores it.</summary>
/// <remarks>
/// CPython: <c>Objects/codeobject.c</c>; the order of the fields in the file is <c>Python/marshal.c</c>, <c>r_object</c>, case
/// <c>TYPE_CODE</c>. Names of Python 2 are byte strings there and are decoded as UTF-8 here (Latin-1 where that fails).
/// </remarks>
public sealed class CodeObject : Constant
{
    /// <summary>The CPython series that compiled it.</summary>
    public required PythonVersion Version { get; init; }

    /// <summary>Number of positional parameters, the positional-only ones included.</summary>
    public required int ArgumentCount { get; init; }

    /// <summary>Number of positional-only parameters; 0 before 3.8.</summary>
    public required int PositionalOnlyCount { get; init; }

    /// <summary>Number of keyword-only parameters; 0 in Python 2.</summary>
    public required int KeywordOnlyCount { get; init; }

    /// <summary>Values that the evaluation stack must hold, as the compiler reckoned it.</summary>
    public required int StackSize { get; init; }

    /// <summary><c>co_flags</c>.</summary>
    public required CodeFlags Flags { get; init; }

    /// <summary><c>co_code</c>: the instructions, encoded as this version does.</summary>
    public required ImmutableArray<byte> Code { get; init; }

    /// <summary><c>co_consts</c>.</summary>
    public required ImmutableArray<Constant> Constants { get; init; }

    /// <summary><c>co_names</c>: names of globals, attributes and imports.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary><c>co_varnames</c>: parameters first, then other locals.</summary>
    public required ImmutableArray<string> LocalNames { get; init; }

    /// <summary><c>co_cellvars</c>: locals that inner functions use.</summary>
    public required ImmutableArray<string> CellNames { get; init; }

    /// <summary><c>co_freevars</c>: names taken from an enclosing function.</summary>
    public required ImmutableArray<string> FreeNames { get; init; }

    /// <summary>
    /// The slots of a frame from 3.11 on, a name and a kind (<c>co_localspluskinds</c>) each; empty before, where the slots are
    /// <see cref="LocalNames"/>, <see cref="CellNames"/> and <see cref="FreeNames"/>, one after the other.
    /// </summary>
    public required ImmutableArray<LocalSlot> LocalSlots { get; init; }

    /// <summary><c>co_filename</c>: the source file when it was compiled.</summary>
    public required string FileName { get; init; }

    /// <summary><c>co_name</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>co_qualname</c>; equal to <see cref="Name"/> before 3.11, which does not store it.</summary>
    public required string QualifiedName { get; init; }

    /// <summary>Line of the <c>def</c>, or of its first decorator; 1 for a module (0 from 3.11 on).</summary>
    public required int FirstLine { get; init; }

    /// <summary><c>co_lnotab</c> up to 3.9, <c>co_linetable</c> from 3.10 on.</summary>
    public required ImmutableArray<byte> LineTable { get; init; }

    /// <summary><c>co_exceptiontable</c>; empty before 3.11.</summary>
    public required ImmutableArray<byte> ExceptionTable { get; init; }

    /// <summary>
    /// Parameters of every kind, <c>*args</c> and <c>**kwargs</c> included, in the order of <see cref="LocalNames"/>.
    /// </summary>
    public int ParameterCount => ArgumentCount + KeywordOnlyCount
        + (Flags.HasFlag(CodeFlags.VarArgs) ? 1 : 0) + (Flags.HasFlag(CodeFlags.VarKeywords) ? 1 : 0);

    internal override string KindName => "a code object";

    internal override void AppendRepr(ReprWriter writer) =>
        writer.Append(string.Create(
            CultureInfo.InvariantCulture, $"<code object {Name}, file \"{FileName}\", line {FirstLine}>"));
}

/// <summary>A slot of a frame from 3.11 on.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Kind">Its byte of <c>co_localspluskinds</c>.</param>
public readonly record struct LocalSlot(string Name, LocalKinds Kind);

/// <summary>The bits of <c>co_localspluskinds</c>.</summary>
/// <remarks>CPython: <c>Include/internal/pycore_code.h</c>, tag v3.14.0.</remarks>
[Flags]
public enum LocalKinds
{
    /// <summary>No bit.</summary>
    None = 0,

    /// <summary>A parameter that can be passed by position (3.14 on).</summary>
    PositionalParameter = 0x02,

    /// <summary>A parameter that can be passed by keyword (3.14 on).</summary>
    KeywordParameter = 0x04,

    /// <summary><c>*args</c> or <c>**kwargs</c>, together with one of the two above (3.14 on).</summary>
    VariadicParameter = 0x08,

    /// <summary>The variable of a comprehension that was inlined into a module or class body (3.12 on).</summary>
    Hidden = 0x10,

    /// <summary>An ordinary local.</summary>
    Local = 0x20,

    /// <summary>A local that inner functions use.</summary>
    Cell = 0x40,

    /// <summary>A variable of an enclosing function.</summary>
    Free = 0x80,
}

/// <summary>The bits of <c>co_flags</c> that say how a function runs.</summary>
/// <remarks>
/// CPython: <c>Include/cpython/code.h</c>. The bits of <c>__future__</c> imports moved in 3.8 and are not named here.
/// </remarks>
[Flags]
public enum CodeFlags
{
    /// <summary>No bit.</summary>
    None = 0,

    /// <summary>Locals live in slots.</summary>
    Optimized = 0x1,

    /// <summary>A call makes a new namespace.</summary>
    NewLocals = 0x2,

    /// <summary>Has <c>*args</c>.</summary>
    VarArgs = 0x4,

    /// <summary>Has <c>**kwargs</c>.</summary>
    VarKeywords = 0x8,

    /// <summary>Defined inside another function.</summary>
    Nested = 0x10,

    /// <summary>A generator.</summary>
    Generator = 0x20,

    /// <summary>Has neither free nor cell variables; not set from 3.11 on.</summary>
    NoFree = 0x40,

    /// <summary>A coroutine (3.5 on).</summary>
    Coroutine = 0x80,

    /// <summary>A generator that can be awaited (3.5 on).</summary>
    IterableCoroutine = 0x100,

    /// <summary>An asynchronous generator (3.6 on).</summary>
    AsyncGenerator = 0x200,

    /// <summary>The first constant is the docstring (3.14 on).</summary>
    HasDocstring = 0x4000000,

    /// <summary>Defined in a class body (3.14 on).</summary>
    Method = 0x8000000,
}
