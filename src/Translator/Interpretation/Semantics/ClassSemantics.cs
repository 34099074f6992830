using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in classes.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c> and <c>Objects/descrobject.c</c>.</remarks>
internal sealed partial record ClassSemantics
{
    /// <summary><c>__bool__</c>, or <c>__nonzero__</c>.</summary>
    public required string TruthMethod { get; init; }

    /// <summary><c>__next__</c>, or <c>next</c>.</summary>
    public required string NextMethod { get; init; }

    /// <summary>Whether it is Python 2, where <c>class A:</c> without bases has own rules.</summary>
    public required bool HasOldStyle { get; init; }

    /// <summary>Whether a function read through its class wants an object of the class (Python 2).</summary>
    public bool HasUnboundMethods => HasOldStyle;

    /// <summary>Whether <c>__cmp__</c> is asked (Python 2).</summary>
    public bool HasCmp => HasOldStyle;

    /// <summary>Whether <c>!=</c> without <c>__ne__</c> is the contrary of <c>__eq__</c>, and <c>__eq__</c> takes the hash away (Python 3).</summary>
    public bool NotEqualInvertsEqual => !HasOldStyle;

    /// <summary>Whether classes have <c>__qualname__</c>.</summary>
    public required bool HasQualifiedNames { get; init; }

    /// <summary>Whether <c>object.__format__</c> hands a specification to the object's text.</summary>
    public required bool ObjectFormatsItsText { get; init; }

    /// <summary>Whether <c>__set_name__</c> and <c>__init_subclass__</c> are called.</summary>
    public required bool CallsClassHooks { get; init; }

    /// <summary>Whether an error of <c>__set_name__</c> comes as RuntimeError; from 3.12 on with a note.</summary>
    public required bool WrapsSetNameErrors { get; init; }

    /// <summary>Whether <c>__class_getitem__</c> is called.</summary>
    public required bool HasClassGetItem { get; init; }

    /// <summary>Whether <c>list[int]</c> works.</summary>
    public required bool HasGenericAliases { get; init; }

    /// <summary>Whether <c>int | str</c> works.</summary>
    public required bool HasUnions { get; init; }

    /// <summary>Whether a staticmethod can be called itself.</summary>
    public required bool StaticMethodIsCallable { get; init; }

    /// <summary>Whether a classmethod asks a descriptor below it.</summary>
    public required bool ClassMethodChains { get; init; }

    /// <summary>Whether errors name a class method with its class (3.9 on).</summary>
    public required bool MethodsNameTheirClass { get; init; }

    /// <summary>The message of a constructor without parameters; its argument is the class.</summary>
    public required Func<PyType, string> NoConstructorArguments { get; init; }

    /// <summary>Whether a class with both <c>__new__</c> and <c>__init__</c> may pass arguments on to those of object (before 3.3).</summary>
    public required bool BothMayPassArguments { get; init; }

    /// <summary>The message of <c>object.__new__</c> with arguments, where the class has its own.</summary>
    public required string ObjectNewArguments { get; init; }

    /// <summary>The message of <c>object.__init__</c> with arguments, where the class has its own.</summary>
    public required string ObjectInitArguments { get; init; }

    /// <summary>The same where the class has its own <c>__new__</c> alone.</summary>
    public required Func<PyType, string> InitArguments { get; init; }

    /// <summary>What stands between the words "resolution" and "order".</summary>
    public required string BreakInOrderMessage { get; init; }

    /// <summary>Message of a property that cannot be read: its name or null, the class.</summary>
    public required Func<string?, string, string> NoGetter { get; init; }

    /// <summary>Message of a property that cannot be set.</summary>
    public required Func<string?, string, string> NoSetter { get; init; }

    /// <summary>Message of a property that cannot be deleted.</summary>
    public required Func<string?, string, string> NoDeleter { get; init; }

    /// <summary>How a method of Python's own refuses what is no object of its class: method, class, what came.</summary>
    public required Func<string, string, string, string> ReceiverText { get; init; }

    /// <summary>Whether the refusal to be read from another class has an article.</summary>
    public required bool BindingHasArticle { get; init; }

    /// <summary>How it refuses to be called without arguments: method, class.</summary>
    public required Func<string, string, string> NoReceiverText { get; init; }

    /// <summary>The TypeError's text where an attribute of Python's own class is set: class, attribute.</summary>
    public required Func<string, string, string> CannotChangeBuiltinText { get; init; }

    /// <summary>How a class without items says so: its name.</summary>
    public required Func<string, string> ClassNotSubscriptableText { get; init; }

    /// <summary>Whether a user's object without items says that it "does not support indexing" (before 3.7).</summary>
    public required bool SaysIndexing { get; init; }

    /// <summary>Whether <c>super</c>'s error names what came (3.13 on).</summary>
    public required bool SuperNamesObject { get; init; }

    /// <summary>What <c>super</c>'s first argument must be: "type", "a type".</summary>
    public required string SuperWants { get; init; }

    /// <summary>TypeError's text of <c>__hash__</c> that gives no int.</summary>
    public required string WrongHash { get; init; }

    /// <summary>The semantics of one series.</summary>
    public static ClassSemantics For(PythonVersion version)
    {
        var is3 = version.IsAtLeast(3, 0);
        var from311 = version.IsAtLeast(3, 11);
        return new()
        {
            TruthMethod = is3 ? "__bool__" : "__nonzero__",
            NextMethod = is3 ? "__next__" : "next",
            HasOldStyle = !is3,
            HasQualifiedNames = version.IsAtLeast(3, 3),
            ObjectFormatsItsText = !version.IsAtLeast(3, 4),
            CallsClassHooks = version.IsAtLeast(3, 6),
            WrapsSetNameErrors = !version.IsAtLeast(3, 12),
            HasClassGetItem = version.IsAtLeast(3, 7),
            HasGenericAliases = version.IsAtLeast(3, 9),
            HasUnions = version.IsAtLeast(3, 10),
            StaticMethodIsCallable = version.IsAtLeast(3, 10),
            ClassMethodChains = version.IsAtLeast(3, 9) && !version.IsAtLeast(3, 13),
            MethodsNameTheirClass = version.IsAtLeast(3, 9),
            NoConstructorArguments = version.IsAtLeast(3, 7)
                ? static type => $"{type.Name}() takes no arguments"
                : static _ => "object() takes no parameters",
            BothMayPassArguments = !version.IsAtLeast(3, 3),
            ObjectNewArguments = version.IsAtLeast(3, 7)
                ? "object.__new__() takes exactly one argument (the type to instantiate)"
                : "object() takes no parameters",
            ObjectInitArguments = version.IsAtLeast(3, 7)
                ? "object.__init__() takes exactly one argument (the instance to initialize)"
                : "object.__init__() takes no parameters",
            InitArguments = version.IsAtLeast(3, 7)
                ? static type => $"{type.Name}.__init__() takes exactly one argument (the instance to initialize)"
                : static _ => "object.__init__() takes no parameters",
            BreakInOrderMessage = version.IsAtLeast(3, 13) ? " " : "\n",
            NoGetter = PropertyText(version, "unreadable attribute", "getter"),
            NoSetter = PropertyText(version, "can't set attribute", "setter"),
            NoDeleter = PropertyText(version, "can't delete attribute", "deleter"),
            ReceiverText = version.IsAtLeast(3, 8)
                ? static (method, type, given) => $"descriptor '{method}' for '{type}' objects doesn't apply to a '{given}' object"
                : static (method, type, given) => $"descriptor '{method}' requires a '{type}' object but received a '{given}'",
            BindingHasArticle = version.IsAtLeast(3, 8),
            NoReceiverText = version.IsAtLeast(3, 9)
                ? static (method, type) => $"unbound method {type}.{method}() needs an argument"
                : static (method, type) => $"descriptor '{method}' of '{type}' object needs an argument",
            CannotChangeBuiltinText = version.IsAtLeast(3, 10)
                ? static (type, name) => $"cannot set '{name}' attribute of immutable type '{type}'"
                : static (type, _) => $"can't set attributes of built-in/extension type '{type}'",
            ClassNotSubscriptableText =
                from311 ? static type => $"type '{type}' is not subscriptable"
                : is3 ? static _ => "'type' object is not subscriptable"
                : static _ => "'type' object has no attribute '__getitem__'",
            SaysIndexing = !version.IsAtLeast(3, 7),
            SuperNamesObject = version.IsAtLeast(3, 13),
            SuperWants = from311 ? "a type" : "type",
            WrongHash = is3 ? "__hash__ method should return an integer" : "an integer is required",
        };
    }

    private static Func<string?, string, string> PropertyText(PythonVersion version, string text, string part)
    {
        if (version.IsAtLeast(3, 11))
            return (name, type) => name is null ? $"property of '{type}' object has no {part}" : $"property '{name}' of '{type}' object has no {part}";
        return version.IsAtLeast(3, 10) ? (name, _) => name is null ? text : $"{text} '{name}'" : (_, _) => text;
    }
}
