using Pyc.Binding;
using Pyc.Loader;

namespace Pyc;

/// <content>The types that its annotations name.</content>
public sealed partial class PycFunction
{
    private readonly Lazy<FunctionAnnotations?> _annotations;

    /// <summary>The delegate of the types that its annotations name.</summary>
    /// <exception cref="AnnotationException">They do not name them all.</exception>
    internal Delegate BindAsAnnotated()
    {
        if (_code is null || _annotations.Value is not { } annotations)
            throw new AnnotationException(Declaration, "it is no function of Python code");
        if (annotations.Failure is { } failure)
            throw new AnnotationException(Declaration, failure);
        if (_code.Flags.HasFlag(CodeFlags.VarArgs) || _code.Flags.HasFlag(CodeFlags.VarKeywords))
            throw new AnnotationException(Declaration, "it takes any number of arguments");
        ThrowIfAny(Parameters.Where(name => !annotations.Has(name)), "no annotation");
        ThrowIfAny(Parameters.Where(name => annotations.Of(name) is null), "an annotation that C# has no type for");
        Type[] parameters = [.. Parameters.Select(name => ParameterType(annotations, name))];
        if (annotations.Has("return") && annotations.Of("return") is null)
            throw new AnnotationException(Declaration, "C# has no type for that of its result");
        var result = annotations.Of("return") ?? ResultOf(parameters);
        return TierSelection.Bind(_module, this, new DelegateShape(DelegateTypes.TryMake(parameters, result)!, parameters, result));      // no annotation is a span
    }

    private static Type ParameterType(FunctionAnnotations annotations, string name) =>
        annotations.Of(name) is { } type && type != typeof(void) ? type : typeof(object);      // None has no type as a parameter

    /// <summary>
    /// The types of its parameters where nobody says them: those of annotations that native code takes, arrays for what is used as a sequence, else
    /// <c>long</c>.
    /// </summary>
    internal Type[] DefaultTypes()
    {
        var annotations = _annotations.Value;
        var sequences = Parameters.All(name => annotations?.Of(name) is not null) ? [] : SequenceParameters.Of(_bytecode.Value);
        return
        [
            .. Parameters.Select((name, i) => annotations?.Of(name) is { } type && Passers.AreNative(type) ? type
                : i < sequences.Length && annotations?.Of(name) is null && sequences[i] is { } sequence ? sequence
                : typeof(long)),
        ];
    }

    private void ThrowIfAny(IEnumerable<string> parameters, string what)
    {
        var names = parameters.ToList();
        if (names.Count > 0)
            throw new AnnotationException(Declaration, $"{string.Join(", ", names)} {(names.Count == 1 ? "has" : "have")} {what}");
    }

    /// <summary>What native code returns; anything where there is none, or nobody knows before.</summary>
    private Type ResultOf(Type[] parameters)
    {
        if (!_module.RunsNativeCode || !Array.TrueForAll(parameters, Passers.AreNative))
            return typeof(object);
        try
        {
            return VersionFor([.. parameters.Select(NativeWord.ParameterTypeOf)]).NaturalResult;
        }
        catch (UnsupportedBytecodeException)
        {
            return typeof(object);
        }
    }
}
