using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The names that the frame saw in which an exception was raised; frames themselves are used again.</summary>
internal sealed class RaisingFrame
{
    private readonly CodeObject _code;
    private readonly PyNamespace? _names;
    private readonly ImmutableArray<string> _slotNames;
    private readonly PyValue[] _slots;

    /// <summary>Keeps what a frame sees.</summary>
    public RaisingFrame(Frame frame)
    {
        _code = frame.Code.Code;
        _names = frame.Names;
        _slotNames = frame.Body.Bytecode.SlotNames;
        _slots = frame.Values[..frame.Body.SlotCount];
        Globals = frame.Globals;
    }

    /// <summary>The globals.</summary>
    public PyNamespace Globals { get; }

    /// <summary><c>co_varnames</c>: parameters and locals, bound or not.</summary>
    public IEnumerable<string> Variables => _code.LocalNames;

    /// <summary>The keys of <c>f_locals</c>: variables that are bound, those of enclosing functions too.</summary>
    public IEnumerable<string> Locals =>
        _names?.Items.Select(item => item.Key) ?? _slotNames.Where((_, slot) => !ValueOf(slot).IsUnbound);

    /// <summary>The value of a local; nothing where it is unbound.</summary>
    public PyValue Local(string name)
    {
        if (_names is not null)
            return _names[name];
        var slot = _slotNames.IndexOf(name);
        return slot < 0 ? PyValue.Unbound : ValueOf(slot);
    }

    private PyValue ValueOf(int slot) => _slots[slot].Object is PyCell cell ? cell.Value : _slots[slot];
}
