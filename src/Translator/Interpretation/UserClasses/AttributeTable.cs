namespace Pyc.Translation.Interpretation;

/// <summary>The attributes that an object of a user's class has itself: its <c>__dict__</c>.</summary>
/// <remarks>A few attributes lie in an array; once Python code asks for the dict, they move there, since it may then change them.</remarks>
internal sealed class AttributeTable
{
    private const int MostWithoutIndex = 8;

    private string[] _names = [];
    private PyValue[] _values = [];
    private int _count;
    private Dictionary<string, int>? _index;
    private PyDict? _dict;

    /// <summary>The value of a name, if there is one.</summary>
    public bool TryGet(PythonRuntime runtime, string name, out PyValue value)
    {
        if (_dict is not null)
            return _dict.TryGet(runtime, PyValue.FromText(name), out value);
        var index = IndexOf(name);
        value = index < 0 ? default : _values[index];
        return index >= 0;
    }

    /// <summary>Sets a name.</summary>
    public void Set(PythonRuntime runtime, string name, PyValue value)
    {
        if (_dict is not null)
        {
            _dict.Set(runtime, PyValue.FromText(name), value);
            return;
        }
        var index = IndexOf(name);
        if (index >= 0)
        {
            _values[index] = value;
            return;
        }
        if (_count == _names.Length)
        {
            var capacity = Math.Max(4, _count * 2);
            runtime.Memory.Check(capacity, 2 * PythonMemory.ValueSize);
            Array.Resize(ref _names, capacity);
            Array.Resize(ref _values, capacity);
        }
        _names[_count] = name;
        _values[_count] = value;
        _index?.Add(name, _count);
        _count++;
        if (_index is null && _count > MostWithoutIndex)
        {
            _index = [];
            for (var i = 0; i < _count; i++)
                _index.Add(_names[i], i);
        }
    }

    /// <summary>Removes a name; false where it was not there.</summary>
    public bool Remove(PythonRuntime runtime, string name)
    {
        // With many names the holes would have to be closed one by one: the dict does that better.
        if (_dict is null && _count > MostWithoutIndex)
            ToDict(runtime);
        if (_dict is not null)
            return _dict.Remove(runtime, PyValue.FromText(name), out _);
        var index = IndexOf(name);
        if (index < 0)
            return false;
        _count--;
        Array.Copy(_names, index + 1, _names, index, _count - index);
        Array.Copy(_values, index + 1, _values, index, _count - index);
        _values[_count] = default;
        return true;
    }

    /// <summary>The dict; changes of either are changes of both.</summary>
    public PyDict ToDict(PythonRuntime runtime)
    {
        if (_dict is not null)
            return _dict;
        var dict = new PyDict();
        for (var i = 0; i < _count; i++)
            dict.Set(runtime, PyValue.FromText(_names[i]), _values[i]);
        Use(dict);
        return dict;
    }

    /// <summary>Takes a dict in place of what there is.</summary>
    public void Use(PyDict dict)
    {
        _dict = dict;
        _names = [];
        _values = [];
        _index = null;
        _count = 0;
    }

    private int IndexOf(string name)
    {
        if (_index is not null)
            return _index.TryGetValue(name, out var index) ? index : -1;
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_names[i], name))
                return i;
        }
        for (var i = 0; i < _count; i++)
        {
            if (_names[i] == name)
                return i;
        }
        return -1;
    }
}
