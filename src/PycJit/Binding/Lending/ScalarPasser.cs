using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Binding.Values;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Passes numbers and bools, and null for None, beside sequences.</summary>
/// <typeparam name="T">One of the types that <see cref="NativeWord.IsArgumentType"/> names.</typeparam>
internal sealed unsafe class ScalarPasser<T>() : Passer<T>(NativeWord.IrTypeOf(typeof(T)))
{
    public override ref byte Start(T value) => ref Unsafe.NullRef<byte>();

    public override void Lend(T value, byte* start, ref Lent lent)
    {
        if (!NativeWord.Fits(value))
        {
            lent = Lent.Of(Argument.Of(value));
            return;
        }
        lent.Type = Type.Type;
        lent.Word = NativeWord.Of(value);
    }

    public override PyValue ToPython(CallValues call, in Lent lent) =>
        new Argument(lent.Type, lent.Word, lent.Owner is BigInteger integer ? integer : default).ToPython(call.Runtime);

    public override object? Value(in Lent lent) => null;

    protected override T Unbox(object? value) => (T)value!;             // null where T is a nullable type
}

/// <summary>Passes values of any other type to the interpreter, beside spans.</summary>
/// <typeparam name="T">The C# type.</typeparam>
internal sealed unsafe class ConverterPasser<T>(ValueConverter<T> converter) : Passer<T>(IrType.Void)
{
    public override ref byte Start(T value) => ref Unsafe.NullRef<byte>();

    public override void Lend(T value, byte* start, ref Lent lent) => lent.Owner = value;

    public override PyValue ToPython(CallValues call, in Lent lent) => converter.ToPython(call.Marshalling, (T)lent.Owner!);    // as Lend has put it there

    public override object? Value(in Lent lent) => null;

    protected override T Unbox(object? value) => (T)value!;             // likewise
}
