using System.Collections.Immutable;
using Pyc.Execution;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Fits C# delegate types to Python functions.</summary>
internal static class DelegateBinder
{
    /// <summary>Makes a delegate of a Python function.</summary>
    /// <exception cref="SignatureMismatchException">The delegate type does not fit.</exception>
    public static Delegate Bind(PycModule module, PycFunction function, DelegateShape shape)
    {
        function.ThrowIfNotCompilable();
        CheckParameters(function, shape);
        var version = VersionFor(function, shape);
        CheckResult(module, function, shape, version);
        return Array.Exists(shape.Parameters, Passers.IsSequence)
            ? DelegateTargets.Lending(module, function, version, shape)
            : DelegateTargets.OfNumbers(function, version, shape);
    }

    private static FunctionVersion VersionFor(PycFunction function, DelegateShape shape)
    {
        var types = shape.Parameters.Select(NativeWord.ParameterTypeOf).ToImmutableArray();
        try
        {
            return function.VersionFor(types);
        }
        catch (UnsupportedBytecodeException reason) when (types.Any(type => type.Sequence is { IsReadOnly: true }))
        {
            if (WrittenParameter(function, types) is { } written)
                throw WritesReadOnly(function, shape, written, reason);
            throw;
        }
    }

    /// <summary>A read-only parameter that the function writes; null where that is not why it cannot be compiled.</summary>
    private static int? WrittenParameter(PycFunction function, ImmutableArray<ParameterType> types)
    {
        if (!function.IsCompilableWith([.. types.Select(Writable)], out _))
            return null;
        for (var i = 0; i < types.Length; i++)
        {
            if (types[i].Sequence is { IsReadOnly: true } && !function.IsCompilableWith([.. types.Select((type, k) => k == i ? type : Writable(type))], out _))
                return i;
        }
        return null;
    }

    private static ParameterType Writable(ParameterType type) => type.Sequence is { } sequence ? sequence with { IsReadOnly = false } : type;

    private static SignatureMismatchException WritesReadOnly(
        PycFunction function, DelegateShape shape, int written, UnsupportedBytecodeException reason)
    {
        var type = shape.Parameters[written];
        // An array where no type of the other kind is to be had.
        var writable = ClosedTypes.Of(type.IsByRefLike ? typeof(Span<>) : typeof(Memory<>), type.GetGenericArguments()) ?? ClosedTypes.ArrayOf(type.GetGenericArguments()[0])
            ?? type;
        var expected = shape.Parameters.ToArray();
        expected[written] = writable;
        return Mismatch(
            function, shape, expected, null,
            $"{reason.Where}: it writes {function.ParameterName(written)}, and {TypeNames.Of(type)} is read-only. Pass {TypeNames.Of(writable)} or an array.");
    }

    private static void CheckParameters(PycFunction function, DelegateShape shape)
    {
        var parameters = shape.Parameters;
        var count = function.Parameters.Count;
        if (count > DelegateShape.MaximumParameters)
        {
            throw new SignatureMismatchException(
                function.Declaration, "", TypeNames.Of(shape.Type),
                $"it has {count} parameters, and a delegate can pass {DelegateShape.MaximumParameters}.");
        }
        var expected = function.DefaultTypes();
        for (var i = 0; i < Math.Min(count, parameters.Length); i++)
            expected[i] = Passers.AreNative(parameters[i]) ? parameters[i] : expected[i];
        if (!function.Accepts(parameters.Length))
            throw Mismatch(function, shape, expected, null, $"it takes {function.ArgumentCounts}, {shape.Caller} passes {parameters.Length}.");
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!Passers.AreNative(parameters[i]))
            {
                throw Mismatch(
                    function, shape, expected, null,
                    $"{function.ParameterName(i)} cannot be of type {TypeNames.Of(parameters[i])}.");
            }
        }
        if (!function.TakesInOrder(shape))
        {
            throw Mismatch(
                function, shape, expected, null,
                $"native code takes defaults for the last parameters alone, and {shape.Caller} passes {string.Join(", ", shape.Names!)} by name.");   // without names they are in order
        }
    }

    private static void CheckResult(PycModule module, PycFunction function, DelegateShape shape, FunctionVersion version)
    {
        // Where it depends on the call what is returned, the call has to say whether it fits.
        if (version.Results is not [var result])
        {
            if (shape.Result == typeof(void) || module.Converters.Find(shape.Result) is not null)
                return;
            throw Unfit("values of several types");
        }
        // Which elements a list has the call says, and whether it is what was passed.
        if (result is { IsWord: true, Types: [IrType.Sequence] } && Passers.IsSequence(shape.Result) && module.Converters.Find(shape.Result) is not null)
            return;
        var example = ExampleOf(module.Runtime, result);
        if (InterpretedBinder.CanHold(module, shape.Result, example))
            return;
        throw Unfit(NameOf(example), hasType: result.Types.Contains(IrType.Sequence) || InterpretedBinder.CanHold(module, version.NaturalResult, example));

        SignatureMismatchException Unfit(string returned, bool hasType = true)
        {
            var wanted = shape.Result == typeof(void) ? "nothing" : TypeNames.Of(shape.Result);
            var problem = $"it returns {returned}, {shape.Caller} wants {wanted}.";
            return hasType
                ? Mismatch(function, shape, shape.Parameters, version.NaturalResult, problem)
                : new SignatureMismatchException(function.Declaration, "", TypeNames.Of(shape.Type), problem);
        }
    }

    private static string NameOf(PyValue example)
    {
        if (example.IsNone)
            return "None";
        if (example.As<PyTuple>() is { } tuple)
            return $"a tuple of {tuple.Count} {(tuple.Count == 1 ? "item" : "items")}";
        var name = example.Type.Name;
        return name is ['a' or 'e' or 'i' or 'o' or 'u', ..] ? $"an {name}" : $"a {name}";
    }

    private static PyValue ExampleOf(PythonRuntime runtime, ResultShape result)
    {
        // Constants are made as they are when Python code runs.
        using (runtime.HoldGate())
            return SlotValues.Single(runtime, result.Value, [.. result.Types.Select(ExampleOf)]);
    }

    private static PyValue ExampleOf(IrType type) => type switch
    {
        IrType.Float64 => PyValue.FromFloat(0.5),
        IrType.Bool => PyValue.False,
        IrType.None => PyValue.None,
        IrType.Sequence => new PyList(),
        _ => PyValue.FromInt(0),
    };

    private static SignatureMismatchException Mismatch(
        PycFunction function, DelegateShape shape, Type[] expected, Type? result, string problem)
    {
        if (result is null)
        {
            // The result depends on the parameter types, and may not be known when those are wrong.
            try
            {
                result = function.VersionFor([.. expected.Select(NativeWord.ParameterTypeOf)]).NaturalResult;
            }
            catch (PycJitException)
            {
                result = typeof(long);
            }
        }
        return new SignatureMismatchException(
            function.Declaration, shape.Suggest(function, expected, result), TypeNames.Of(shape.Type), problem);
    }
}
