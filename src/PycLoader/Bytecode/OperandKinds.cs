namespace Pyc.Loader;

/// <summary>What <see cref="BytecodeOp.LoadCommon"/> pushes: objects that no name can shadow.</summary>
public enum CommonObject
{
    /// <summary>The exception that <c>assert</c> raises.</summary>
    AssertionError,

    /// <summary>The exception <c>NotImplementedError</c>.</summary>
    NotImplementedError,

    /// <summary>The class <c>tuple</c>.</summary>
    Tuple,

    /// <summary>The function <c>all</c>.</summary>
    All,

    /// <summary>The function <c>any</c>.</summary>
    Any,

    /// <summary>The class <c>list</c>.</summary>
    List,

    /// <summary>The class <c>set</c>.</summary>
    Set,

    /// <summary><c>builtins.__build_class__</c>.</summary>
    BuildClass,

    /// <summary>The exception that ends <c>async for</c>.</summary>
    StopAsyncIteration,
}

/// <summary>What <see cref="BytecodeOp.SetFunctionAttribute"/> sets, numbered as CPython's flags.</summary>
public enum FunctionAttribute
{
    /// <summary>The tuple of defaults of positional parameters.</summary>
    Defaults = 1,

    /// <summary>The dict of defaults of keyword-only parameters.</summary>
    KeywordDefaults = 2,

    /// <summary>The annotations: a dict, or a tuple of names and values in turn (3.10 to 3.13).</summary>
    Annotations = 4,

    /// <summary>The tuple of cells.</summary>
    Closure = 8,

    /// <summary>The function that computes the annotations (3.14 on).</summary>
    Annotate = 16,

    /// <summary>The qualified name, where the code object has none (3.3 to 3.10).</summary>
    QualifiedName = 32,
}

/// <summary>What <see cref="BytecodeOp.LoadSpecial"/> looks up, numbered as CPython 3.14 does.</summary>
public enum SpecialMethod
{
    /// <summary><c>__enter__</c>.</summary>
    Enter,

    /// <summary><c>__exit__</c>.</summary>
    Exit,

    /// <summary><c>__aenter__</c>.</summary>
    AsyncEnter,

    /// <summary><c>__aexit__</c>.</summary>
    AsyncExit,
}

/// <summary>How <see cref="BytecodeOp.ConvertToText"/> makes text, numbered as CPython does.</summary>
public enum TextConversion
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary><c>str(value)</c>.</summary>
    Str,

    /// <summary><c>repr(value)</c>; backquotes in Python 2.</summary>
    Repr,

    /// <summary><c>ascii(value)</c>.</summary>
    Ascii,
}

/// <summary>What <see cref="BytecodeOp.TypeUnary"/> and <see cref="BytecodeOp.TypeBinary"/> do.</summary>
public enum TypeOperation
{
    /// <summary>name → TypeVar.</summary>
    TypeVariable,

    /// <summary>name → ParamSpec.</summary>
    ParameterSpecification,

    /// <summary>name → TypeVarTuple.</summary>
    TypeVariableTuple,

    /// <summary>tuple of type parameters → <c>Generic[…]</c>.</summary>
    SubscriptGeneric,

    /// <summary>tuple of name, type parameters and function of the value → TypeAliasType.</summary>
    TypeAlias,

    /// <summary>name, function of the bound → TypeVar.</summary>
    TypeVariableWithBound,

    /// <summary>name, function of the constraints → TypeVar.</summary>
    TypeVariableWithConstraints,

    /// <summary>function, tuple of type parameters → function.</summary>
    SetFunctionTypeParameters,

    /// <summary>type parameter, function of the default → type parameter (3.13 on).</summary>
    SetTypeParameterDefault,
}
