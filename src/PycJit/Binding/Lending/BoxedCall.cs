using Pyc.Binding.Values;
using Pyc.Execution;
using Pyc.Execution.Sequences;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>A native call whose arguments are in boxes, sequences among them.</summary>
/// <param name="function">The function.</param>
/// <param name="versions">The versions that such calls have chosen.</param>
/// <param name="arguments">The arguments.</param>
/// <param name="passers">How they are passed.</param>
internal sealed unsafe class BoxedCall(PycFunction function, VersionTable versions, object?[] arguments, Passer[] passers)
{
    private static readonly Passer s_null = new ScalarPasser<long?>();

    private readonly Lent[] _lent = new Lent[arguments.Length];
    private Natural _result;
    private bool _isNative;

    /// <summary>How the arguments are passed; null where native code takes one of them not at all.</summary>
    public static Passer[]? Find(ReadOnlySpan<object?> arguments)
    {
        var passers = new Passer[arguments.Length];
        for (var i = 0; i < passers.Length; i++)
        {
            if ((arguments[i] is { } argument ? Passers.Find(argument.GetType()) : s_null) is not { } passer)
                return null;
            passers[i] = passer;
        }
        return passers;
    }

    /// <summary>Makes the call.</summary>
    /// <returns>False where there is no native code for these arguments.</returns>
    public bool TryRun(out object? result)
    {
        Lend(0);
        result = _result.Value;
        return _isNative;
    }

    // Each argument is pinned in a frame of its own.
    private void Lend(int index)
    {
        if (index == _lent.Length)
        {
            Run();
            return;
        }
        passers[index].LendBoxed(arguments[index], lent =>
        {
            _lent[index] = lent;
            Lend(index + 1);
        });
    }

    private void Run()
    {
        var headers = stackalloc SequenceHeader[DelegateShape.MaximumParameters];
        var words = stackalloc long[DelegateShape.MaximumParameters];
        try
        {
            SequenceWords.Fill(_lent, passers, headers, words);
            SequenceWords.ShareRows(_lent, passers, words);
            var types = new ParameterType[_lent.Length];
            for (var i = 0; i < types.Length; i++)
                types[i] = _lent[i].Type == IrType.Sequence ? passers[i].Type : _lent[i].Type;
            if (versions.Find(function, types) is not { } version)
                return;
            _result = version.Call<Natural>(new NativeArguments(new ReadOnlySpan<long>(words, types.Length), _lent, passers));
            _isNative = true;
        }
        finally
        {
            foreach (var argument in _lent)
                (argument.Owner as PinnedRows)?.Dispose();
        }
    }
}
