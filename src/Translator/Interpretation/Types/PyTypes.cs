namespace Pyc.Translation.Interpretation;

/// <summary>Python's own classes. Exceptions are in <see cref="ExceptionTypes"/>.</summary>
internal static class PyTypes
{
    public static PyType Object { get; } = PyType.Builtin("object", null, () => ObjectMembers.Rows);
    public static PyType Type { get; } = PyType.Builtin("type", Object, () => TypeMembers.Rows);
    public static PyType NoneType { get; } = PyType.Builtin("NoneType", Object, () => []);
    public static PyType NotImplementedType { get; } = PyType.Builtin("NotImplementedType", Object, () => []);
    public static PyType Ellipsis { get; } = PyType.Builtin("ellipsis", Object, () => []);

    public static PyType Int { get; } = PyType.Builtin("int", Object, () => IntMembers.Rows);
    public static PyType Bool { get; } = PyType.Builtin("bool", Int, () => BoolMembers.Rows);
    public static PyType Float { get; } = PyType.Builtin("float", Object, () => FloatMembers.Rows);

    /// <summary>Python 2's <c>long</c>.</summary>
    public static PyType Long { get; } = PyType.Builtin("long", Object, () => IntMembers.Rows);

    /// <summary>Values of it are refused: no row makes one.</summary>
    public static PyType Complex { get; } = PyType.Builtin("complex", Object, () => ComplexMembers.Rows);

    /// <summary>Python 2's <c>basestring</c>. It is a base of <see cref="Str"/> in every version, which Python 3 gives no way to see.</summary>
    public static PyType BaseString { get; } = PyType.Builtin("basestring", Object, () => []);

    /// <summary><c>str</c>: text in Python 3, bytes in Python 2.</summary>
    public static PyType Str { get; } = PyType.Builtin("str", BaseString, () => StrMembers.Rows);

    /// <summary>Python 2's <c>unicode</c>.</summary>
    public static PyType Unicode { get; } = PyType.Builtin("unicode", BaseString, () => StrMembers.UnicodeRows);

    /// <summary>Python 3's <c>bytes</c>.</summary>
    public static PyType Bytes { get; } = PyType.Builtin("bytes", Object, () => BytesMembers.Rows);

    public static PyType Tuple { get; } = PyType.Builtin("tuple", Object, () => TupleMembers.Rows);
    public static PyType List { get; } = PyType.Builtin("list", Object, () => ListMembers.Rows);
    public static PyType Dict { get; } = PyType.Builtin("dict", Object, () => DictMembers.Rows);
    public static PyType Set { get; } = PyType.Builtin("set", Object, () => SetMembers.Rows);
    public static PyType FrozenSet { get; } = PyType.Builtin("frozenset", Object, () => FrozenSetMembers.Rows);
    public static PyType Slice { get; } = PyType.Builtin("slice", Object, () => SliceMembers.Rows);

    /// <summary>Python 3's <c>range</c>.</summary>
    public static PyType Range { get; } = PyType.Builtin("range", Object, () => RangeMembers.Rows);

    /// <summary>Python 2's <c>xrange</c>.</summary>
    public static PyType XRange { get; } = PyType.Builtin("xrange", Object, () => RangeMembers.Rows);

    public static PyType Function { get; } = PyType.Builtin("function", Object, () => UnbuiltMembers.OfFunction);
    public static PyType Method { get; } = PyType.Builtin("method", Object, () => []);
    public static PyType BuiltinFunction { get; } = PyType.Builtin("builtin_function_or_method", Object, () => []);
    public static PyType MethodDescriptor { get; } = PyType.Builtin("method_descriptor", Object, () => []);
    public static PyType Code { get; } = PyType.Builtin("code", Object, () => UnbuiltMembers.OfCode);
    public static PyType Cell { get; } = PyType.Builtin("cell", Object, () => []);
    public static PyType Generator { get; } = PyType.Builtin("generator", Object, () => GeneratorMembers.Rows);
    public static PyType TypeParameter { get; } = PyType.Builtin("TypeVar", Object, () => []);
    public static PyType Traceback { get; } = PyType.Builtin("traceback", Object, () => UnbuiltMembers.OfTraceback);
    public static PyType Property { get; } = PyType.Builtin("property", Object, () => PyProperty.Rows);
    public static PyType StaticMethod { get; } = PyType.Builtin("staticmethod", Object, () => PyStaticMethod.Rows);
    public static PyType ClassMethod { get; } = PyType.Builtin("classmethod", Object, () => PyClassMethod.Rows);
    public static PyType Super { get; } = PyType.Builtin("super", Object, () => PySuper.Rows);
    public static PyType MemberDescriptor { get; } = PyType.Builtin("member_descriptor", Object, () => []);
    public static PyType SequenceIterator { get; } = PyType.Builtin("iterator", Object, () => []);
    public static PyType MappingProxy { get; } = PyType.Builtin("mappingproxy", Object, () => PyMappingProxy.Rows);

    /// <summary>Python 2's unbound methods.</summary>
    public static PyType InstanceMethod { get; } = PyType.Builtin("instancemethod", Object, () => []);

    /// <summary>The class of <c>int | str</c>.</summary>
    public static PyType UnionType { get; } = PyType.Builtin("types.UnionType", Object, () => []);

    /// <summary>The class of <c>list[int]</c>.</summary>
    public static PyType GenericAlias { get; } = PyType.Builtin("types.GenericAlias", Object, () => []);

    public static PyType Module { get; } = PyType.Builtin("module", Object, () => []);
}
