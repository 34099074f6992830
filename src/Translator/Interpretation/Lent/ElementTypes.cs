using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>The C# types of elements that lie in memory as native code reads them.</summary>
internal static class ElementTypes
{
    /// <summary>The kind of the elements of a type; null where it is none of them.</summary>
    public static ElementKind? KindOf(Type type) =>
        type == typeof(sbyte) ? ElementKind.Int8
        : type == typeof(byte) ? ElementKind.UInt8
        : type == typeof(short) ? ElementKind.Int16
        : type == typeof(ushort) ? ElementKind.UInt16
        : type == typeof(int) ? ElementKind.Int32
        : type == typeof(uint) ? ElementKind.UInt32
        : type == typeof(long) ? ElementKind.Int64
        : type == typeof(ulong) ? ElementKind.UInt64
        : type == typeof(float) ? ElementKind.Float32
        : type == typeof(double) ? ElementKind.Float64
        : type == typeof(bool) ? ElementKind.Bool
        : null;
}
