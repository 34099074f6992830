using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using Pyc.Binding;
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
    public ParameterType[] IrParameters => [.. Parameters.Select(NativeWord.ParameterTypeOf)];

    /// <summary>The arguments as C# values; sequences are new ones each time.</summary>
    public object[] Values
    {
        get
        {
            var values = new List<object>();
            foreach (var (text, type) in Arguments.Split(' ').Zip(Parameters))
                values.Add(text[0] == '=' ? values[int.Parse(text[1..], CultureInfo.InvariantCulture)] : ValueOf(text, type));
            return [.. values];
        }
    }

    // Every version of a module, in every mode, has the same file.
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Versions, ScalarCall Call)>> s_read = new();

    /// <summary>The calls that a CPython of that version has made of a module's functions.</summary>
    public static IReadOnlyList<ScalarCall> Read(string folder, string name, string version)
    {
        // The same few ranges stand at all calls.
        var isAmong = new Dictionary<string, bool>();
        var calls = new List<ScalarCall>();
        foreach (var (versions, call) in s_read.GetOrAdd(Path.Combine(folder, "expected", name + ".jsonl"), Parse))
        {
            if (!isAmong.TryGetValue(versions, out var isRecorded))
                isAmong[versions] = isRecorded = PythonVersions.IsAmong(version, versions);
            if (isRecorded)
                calls.Add(call);
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
        var outcome = ResultOf(function, values);
        return outcome + string.Concat(values.OfType<IList>().Select(list => " then " + Describe(list)));
    }

    private static string ResultOf(Delegate function, object[] values)
    {
        try
        {
            return Describe(DelegateCall.Invoke(function, values));
        }
        catch (PythonException raised)
        {
            return $"{raised.PythonType}: {raised.PythonMessage}";
        }
#pragma warning disable CA1031 // What must not leave the delegate is the difference of this call; the others are made all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"{exception.GetType().Name} left the delegate: {exception.Message}";
        }
    }

    public override string ToString() => $"{Function}({Arguments.Replace(" ", ", ", StringComparison.Ordinal)})";

    private static List<(string Versions, ScalarCall Call)> Parse(string path)
    {
        var calls = new List<(string Versions, ScalarCall Call)>();
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            foreach (var outcome in record.GetProperty("outcomes").EnumerateObject())
            {
                calls.Add((outcome.Name, new ScalarCall(
                    Text(record, "function"), Text(record, "signature"), Text(record, "args"), FixtureValue.MessageHere(outcome.Value.GetString()!))));
            }
        }
        return calls;
    }

    private static string Text(JsonElement record, string property) => record.GetProperty(property).GetString()!;

    private static Type TypeOf(string name) => name switch
    {
        "long" => typeof(long),
        "double" => typeof(double),
        "bool" => typeof(bool),
        [.. var item, '[', ']'] => TypeOf(item).MakeArrayType(),
        ['L', 'i', 's', 't', '<', .. var item, '>'] => typeof(List<>).MakeGenericType(TypeOf(item)),
        _ => throw new FormatException($"{name} is no type of the random functions' parameters."),
    };

    private static object ValueOf(string text, Type type) =>
        SequenceShape.ItemOf(type) is { } item
            ? SequenceShape.Make(type, [.. text[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => ValueOf(part, item))])
        : type == typeof(long) ? long.Parse(text, CultureInfo.InvariantCulture)
        : type == typeof(double) ? FixtureValue.FloatOf(JsonSerializer.SerializeToElement(text))
        : text == "True";

    private static string Describe(object? value) => value switch
    {
        null => "None",
        bool truth => truth ? "True" : "False",
        long or BigInteger => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        double number => Hexadecimal(number),
        ImmutableArray<object?> tuple => $"({string.Join(", ", tuple.Select(Describe))})",
        IList list => $"[{string.Join(", ", list.Cast<object?>().Select(Describe))}]",
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
