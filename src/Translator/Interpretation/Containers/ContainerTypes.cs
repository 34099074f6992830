namespace Pyc.Translation.Interpretation;

/// <summary>The classes of the containers' iterators and of the views of a dict, with the names that Python 3 gives them.</summary>
internal static class ContainerTypes
{
    public static PyType List { get; } = Of("list_iterator");
    public static PyType ListReverse { get; } = Of("list_reverseiterator");
    public static PyType Tuple { get; } = Of("tuple_iterator");
    public static PyType Set { get; } = Of("set_iterator");
    public static PyType Range { get; } = Of("range_iterator");
    public static PyType LongRange { get; } = Of("longrange_iterator");
    public static PyType DictKey { get; } = Of("dict_keyiterator");
    public static PyType DictValue { get; } = Of("dict_valueiterator");
    public static PyType DictItem { get; } = Of("dict_itemiterator");
    public static PyType DictReverseKey { get; } = Of("dict_reversekeyiterator");
    public static PyType DictReverseValue { get; } = Of("dict_reversevalueiterator");
    public static PyType DictReverseItem { get; } = Of("dict_reverseitemiterator");
    public static PyType DictKeys { get; } = PyType.Builtin("dict_keys", PyTypes.Object, () => DictViewMembers.SetRows);
    public static PyType DictValues { get; } = PyType.Builtin("dict_values", PyTypes.Object, () => DictViewMembers.Rows);
    public static PyType DictItems { get; } = PyType.Builtin("dict_items", PyTypes.Object, () => DictViewMembers.SetRows);

    private static PyType Of(string name) => PyType.Builtin(name, PyTypes.Object, () => ContainerIteratorMembers.Rows);
}
