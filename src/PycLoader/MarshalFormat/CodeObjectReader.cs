using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Reads the fields of a code object in the order of its version, and checks what later stages rely on.</summary>
/// <remarks>
/// CPython: <c>Python/marshal.c</c>, <c>r_object</c>, case <c>TYPE_CODE</c>; the checks are those of <c>PyCode_New</c> and
/// <c>_PyCode_Validate</c>, <c>Objects/codeobject.c</c>, and more. What depends on the instructions is left to the decoder and
/// the verifier.
/// </remarks>
internal static class CodeObjectReader
{
    /// <summary>More values than this on an evaluation stack are refused; no compiler has a use for a fraction of it.</summary>
    internal const int MaximumStackSize = 1 << 20;

    /// <summary>Reads a code object whose type code has been read.</summary>
    /// <exception cref="PycFormatException">A field has the wrong type, or fields contradict one another.</exception>
    internal static CodeObject Read(ref MarshalReader reader)
    {
        var version = reader.Version;
        var start = reader.Position - 1;

        var argumentCount = Count(ref reader, "co_argcount");
        var positionalOnly = version.IsAtLeast(3, 8) ? Count(ref reader, "co_posonlyargcount") : 0;
        var keywordOnly = version.IsAtLeast(3, 0) ? Count(ref reader, "co_kwonlyargcount") : 0;
        if (positionalOnly > argumentCount)
            throw reader.Error($"co_posonlyargcount is {positionalOnly}, but co_argcount is only {argumentCount}", start);

        var storedLocals = version.IsAtLeast(3, 11) ? -1 : Count(ref reader, "co_nlocals");
        var stackSize = Count(ref reader, "co_stacksize");
        if (stackSize > MaximumStackSize)
            throw reader.Error($"co_stacksize is {stackSize}, more than the {MaximumStackSize} that are allowed", start);

        var flags = (CodeFlags)Count(ref reader, "co_flags");
        var codeOffset = reader.Position;
        var code = Bytes(ref reader, "co_code").Value;
        if (version.IsAtLeast(3, 6) && code.Length % 2 != 0)
            throw reader.Error($"co_code has {code.Length} bytes, but an instruction of CPython {version} has 2", codeOffset);

        var constants = Tuple(ref reader, "co_consts").Items;
        var names = Names(ref reader, "co_names", out _);
        var layout = version.IsAtLeast(3, 11) ? ReadSlots(ref reader) : ReadVariables(ref reader, storedLocals);

        var fileName = Text(ref reader, "co_filename");
        var name = Text(ref reader, "co_name");
        var qualifiedName = version.IsAtLeast(3, 11) ? Text(ref reader, "co_qualname") : name;
        var firstLine = reader.ReadInt32("co_firstlineno");
        var lineTable = Bytes(ref reader, version.IsAtLeast(3, 10) ? "co_linetable" : "co_lnotab").Value;
        var exceptionTable = version.IsAtLeast(3, 11) ? Bytes(ref reader, "co_exceptiontable").Value : [];

        var parameters = (long)argumentCount + keywordOnly
            + (flags.HasFlag(CodeFlags.VarArgs) ? 1 : 0) + (flags.HasFlag(CodeFlags.VarKeywords) ? 1 : 0);
        if (parameters > layout.Locals.Length)
            throw reader.Error($"{name} has {parameters} parameters, but only {layout.Locals.Length} local variables", start);

        return new CodeObject
        {
            Version = version,
            ArgumentCount = argumentCount,
            PositionalOnlyCount = positionalOnly,
            KeywordOnlyCount = keywordOnly,
            StackSize = stackSize,
            Flags = flags,
            Code = code,
            Constants = constants,
            Names = names,
            LocalNames = layout.Locals,
            CellNames = layout.Cells,
            FreeNames = layout.Frees,
            LocalSlots = layout.Slots,
            FileName = fileName,
            Name = name,
            QualifiedName = qualifiedName,
            FirstLine = firstLine,
            LineTable = lineTable,
            ExceptionTable = exceptionTable,
        };
    }

    private static FrameLayout ReadVariables(ref MarshalReader reader, int storedLocals)
    {
        var offset = reader.Position;
        var locals = Names(ref reader, "co_varnames", out _);
        if (storedLocals != locals.Length)
            throw reader.Error($"co_nlocals is {storedLocals}, but co_varnames has {locals.Length} names", offset);
        var frees = Names(ref reader, "co_freevars", out _);
        var cells = Names(ref reader, "co_cellvars", out _);
        return new FrameLayout(locals, cells, frees, []);
    }

    private static FrameLayout ReadSlots(ref MarshalReader reader)
    {
        var names = Names(ref reader, "co_localsplusnames", out var tuple);
        var offset = reader.Position;
        var kinds = Bytes(ref reader, "co_localspluskinds");
        if (kinds.Value.Length != names.Length)
        {
            throw reader.Error(
                $"co_localspluskinds has {kinds.Value.Length} bytes, but co_localsplusnames has {names.Length} names", offset);
        }
        var layout = reader.Names.Layout(tuple, kinds, names)
            ?? throw reader.Error(
                "the code objects share names and kinds of variables in more ways than a file of this size has", offset);
        if (layout.WrongSlot >= 0)
        {
            throw reader.Error(
                $"kind 0x{kinds.Value[layout.WrongSlot]:X2} of variable {layout.WrongSlot} in co_localspluskinds is not one "
                + "that may stand there: locals come first, then cells, then free variables", offset);
        }
        return layout;
    }

    private static int Count(ref MarshalReader reader, string field)
    {
        var offset = reader.Position;
        var value = reader.ReadInt32(field);
        return value >= 0 ? value : throw reader.Error($"{field} is negative, {value}", offset);
    }

    private static BytesConstant Bytes(ref MarshalReader reader, string field)
    {
        var offset = reader.Position;
        var value = reader.ReadObject(field);
        return value as BytesConstant ?? throw Mismatch(ref reader, field, "a byte string", value, offset);
    }

    private static TupleConstant Tuple(ref MarshalReader reader, string field)
    {
        var offset = reader.Position;
        var value = reader.ReadObject(field);
        return value as TupleConstant ?? throw Mismatch(ref reader, field, "a tuple", value, offset);
    }

    private static ImmutableArray<string> Names(ref MarshalReader reader, string field, out TupleConstant tuple)
    {
        var offset = reader.Position;
        tuple = Tuple(ref reader, field);
        var names = reader.Names.Texts(tuple, reader.Version, out var wrong);
        return wrong is null ? names : throw Mismatch(ref reader, $"an element of {field}", "a str", wrong, offset);
    }

    private static string Text(ref MarshalReader reader, string field)
    {
        var offset = reader.Position;
        var value = reader.ReadObject(field);
        return reader.Names.Text(value, reader.Version) ?? throw Mismatch(ref reader, field, "a str", value, offset);
    }

    private static PycFormatException Mismatch(
        ref MarshalReader reader, string field, string expected, Constant found, int offset) =>
        reader.Error($"{field} must be {expected}, but is {found.KindName}", offset);
}
