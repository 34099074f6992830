using System.Collections.Immutable;

namespace Pyc.Loader.Tests;

/// <summary>Copies of code objects, which are immutable, with some parts exchanged.</summary>
internal static class CodeObjectCopy
{
    internal static CodeObject With(
        this CodeObject original, ImmutableArray<byte>? code = null, CodeFlags? flags = null, ImmutableArray<string>? cells = null,
        ImmutableArray<Constant>? constants = null, ImmutableArray<string>? names = null, ImmutableArray<byte>? lineTable = null,
        ImmutableArray<byte>? exceptionTable = null, int? firstLine = null) => new()
        {
            Version = original.Version,
            ArgumentCount = original.ArgumentCount,
            PositionalOnlyCount = original.PositionalOnlyCount,
            KeywordOnlyCount = original.KeywordOnlyCount,
            StackSize = original.StackSize,
            Flags = flags ?? original.Flags,
            Code = code ?? original.Code,
            Constants = constants ?? original.Constants,
            Names = names ?? original.Names,
            LocalNames = original.LocalNames,
            CellNames = cells ?? original.CellNames,
            FreeNames = original.FreeNames,
            LocalSlots = original.LocalSlots,
            FileName = original.FileName,
            Name = original.Name,
            QualifiedName = original.QualifiedName,
            FirstLine = firstLine ?? original.FirstLine,
            LineTable = lineTable ?? original.LineTable,
            ExceptionTable = exceptionTable ?? original.ExceptionTable,
        };
}
