using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests.Support;

namespace Pyc.Differential.Support;

/// <summary>A call of a random scalar function, and what CPython made of it.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Signature">Its types, <c>long,double->object</c>.</param>
/// <param name="Arguments">The arguments, as fixtures/random/record_scalars.py writes values.</param>
/// <param name="Expected">What it returned, written likewise, or <c>Type: message</c>.</param>
internal sealed record ScalarCall(string Function, string Signature, string Arguments, string Expected)
{
    private static readonly MethodInfo s_get = typeof(PycModule).GetMethod(nameof(PycModule.Get), 1, [typeof(string)])!;

    /// <summary>The types of the delegate's parameters.</summary>
    public Type[] Parameters => [.. Signature[..Signature.IndexOf("->", StringComparison.Ordinal)].Split(',').Select(TypeOf)];

    /// <summary>The same types in the IR.</summary>
    public IrType[] IrParameters =>
        [.. Parameters.Select(type => type == typeof(long) ? IrType.Int64 : type == typeof(double) ? IrType.Float64 : IrType.Bool)];

    /// <summary>The arguments as C# values.</summary>
    public object[] Values => [.. Arguments.Split(' ').Zip(Parameters, ValueOf)];

    /// <summary>The calls that a CPython of that version has made of a module's functions.</summary>
    public static IReadOnlyList<ScalarCall> Read(string folder, string name, string version)
    {
        var calls = new List<ScalarCall>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "expected", name + ".jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            foreach (var outcome in record.GetProperty("outcomes").EnumerateObject())
            {
                if (PythonVersions.IsAmong(version, outcome.Name))
                {
                    calls.Add(new ScalarCall(
                        Text(record, "function"), Text(record, "signature"), Text(record, "args"), FixtureValue.MessageHere(outcome.Value.GetString()!)));
                }
            }
        }
        return calls;
    }

    /// <summary>The function as a delegate whose result holds a value of any type.</summary>
    public Delegate Bind(PycModule module) =>
        (Delegate)s_get.MakeGenericMethod(Expression.GetDelegateType([.. Parameters, typeof(object)]))
            .Invoke(module, BindingFlags.DoNotWrapExceptions, null, [Function], null)!;             // Get returns its delegate

    /// <summary>What a delegate makes of arguments, written as in <see cref="Expected"/>.</summary>
    public static string Outcome(Delegate function, object[] values)
    {
        try
        {
            return Describe(function.DynamicInvoke(values));
        }
        catch (TargetInvocationException exception) when (exception.InnerException is PythonException raised)
        {
            return $"{raised.PythonType}: {raised.PythonMessage}";
        }
        catch (TargetInvocationException exception)
        {
            return $"{exception.InnerException!.GetType().Name} left the delegate: {exception.InnerException.Message}";
        }
    }

    public override string ToString() => $"{Function}({Arguments.Replace(" ", ", ", StringComparison.Ordinal)})";

    private static string Text(JsonElement record, string property) => record.GetProperty(property).GetString()!;

    private static Type TypeOf(string name) => name switch
    {
        "long" => typeof(long),
        "double" => typeof(double),
        "bool" => typeof(bool),
        _ => throw new FormatException($"{name} is no type of the random functions' parameters."),
    };

    private static object ValueOf(string text, Type type) =>
        type == typeof(long) ? long.Parse(text, CultureInfo.InvariantCulture)
        : type == typeof(double) ? FixtureValue.FloatOf(JsonSerializer.SerializeToElement(text))
        : text == "True";

    private static string Describe(object? value) => value switch
    {
        null => "None",
        bool truth => truth ? "True" : "False",
        long or BigInteger => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        double number => Hexadecimal(number),
        ImmutableArray<object?> tuple => $"({string.Join(", ", tuple.Select(Describe))})",
        _ => $"{value} of type {value.GetType().Name}",
    };

    // As float.hex() writes it, without zeros at the end of the fraction.
    private static string Hexadecimal(double number)
    {
        if (double.IsNaN(number))
            return "nan";
        var sign = double.IsNegative(number) ? "-" : "";
        if (double.IsInfinity(number))
            return sign + "inf";
        var bits = BitConverter.DoubleToInt64Bits(number);
        var (power, fraction) = ((int)(bits >> 52) & 0x7FF, bits & 0xF_FFFF_FFFF_FFFF);
        var digits = fraction.ToString("x13", CultureInfo.InvariantCulture).TrimEnd('0');
        var exponent = power > 0 ? power - 1023 : fraction == 0 ? 0 : -1022;
        return $"{sign}0x{(power > 0 ? 1 : 0)}{(digits.Length > 0 ? "." : "")}{digits}p{exponent.ToString("+0;-0;+0", CultureInfo.InvariantCulture)}";
    }
}
