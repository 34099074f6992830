using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pyc.Execution;
using Pyc.Execution.Sequences;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>
/// The object that a delegate is closed over of whose parameters some are sequences: arrays, spans, lists. Its calls pin them, so that native code
/// and the interpreter work in their memory.
/// </summary>
/// <param name="module">The module.</param>
/// <param name="function">The Python function.</param>
/// <param name="version">The version that nearly all calls run: for arguments none of which is null or large; null where all are interpreted.</param>
/// <param name="passers">How the arguments are passed.</param>
/// <param name="names">Names of the last arguments, which Python takes by name only.</param>
internal abstract unsafe class LendingFunc(PycModule module, PycFunction function, FunctionVersion? version, Passer[] passers, string[] names)
{
    private readonly CurrentVersion? _current = version is null ? null : new CurrentVersion(function, version);
    private readonly ImmutableArray<ParameterType> _types = [.. passers.Select(passer => passer.Type)];
    private readonly bool _hasRows = Array.Exists(passers, passer => passer.Type.Sequence is { Items: not null });
    private VersionTable? _versions;

    /// <summary>A call whose arguments are pinned.</summary>
    [SkipLocalsInit]
    protected TResult Call<TResult>(ReadOnlySpan<Lent> lent)
    {
        var headers = stackalloc SequenceHeader[DelegateShape.MaximumParameters];
        var words = stackalloc long[DelegateShape.MaximumParameters];
        if (_hasRows)
            return CallWithRows<TResult>(lent, headers, words);
        SequenceWords.Fill(lent, passers, headers, words);
        return Call<TResult>(new NativeArguments(new ReadOnlySpan<long>(words, lent.Length), lent, passers));
    }

    private TResult CallWithRows<TResult>(ReadOnlySpan<Lent> lent, SequenceHeader* headers, long* words)
    {
        try
        {
            SequenceWords.Fill(lent, passers, headers, words);
            SequenceWords.ShareRows(lent, passers, words);
            return Call<TResult>(new NativeArguments(new ReadOnlySpan<long>(words, lent.Length), lent, passers));
        }
        finally
        {
            foreach (ref readonly var argument in lent)
                (argument.Owner as PinnedRows)?.Dispose();
        }
    }

    private TResult Call<TResult>(in NativeArguments arguments)
    {
        if (_current is null)
            return Interpret<TResult>(arguments);
        for (var i = 0; i < arguments.Lent.Length; i++)
        {
            if (arguments.Lent[i].Type != _types[i].Type)
                return Dispatch<TResult>(arguments);
        }
        return _current.Get() is { } current ? current.Call<TResult>(arguments) : Interpret<TResult>(arguments);
    }

    /// <summary>A call whose arguments choose another version, or the interpreter.</summary>
    private TResult Dispatch<TResult>(in NativeArguments arguments)
    {
        var types = new ParameterType[_types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            var type = arguments.Lent[i].Type;
            types[i] = type == IrType.Sequence ? _types[i] : type;
        }
        var chosen = (_versions ??= new VersionTable()).Find(function, types);
        return chosen is null ? Interpret<TResult>(arguments) : chosen.Call<TResult>(arguments);
    }

    private TResult Interpret<TResult>(in NativeArguments arguments)
    {
        using var values = new CallValues(module, _types, arguments);
        return function.Interpret<TResult>(values, names);
    }
}
