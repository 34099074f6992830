namespace Pyc;

/// <content>What its calls may take.</content>
public sealed partial class PycFunction
{
    private readonly PycFunction? _viewed;                  // the function of the module itself; null for that
    private readonly CallLimits? _limits;                   // of a view; null for those of the module

    private PycFunction(PycFunction viewed, CallLimits limits)
    {
        (_viewed, _limits) = (viewed, limits);
        (_module, _function, _code, _bytecode, _annotations) = (viewed._module, viewed._function, viewed._code, viewed._bytecode, viewed._annotations);
        (Callable, Name, Parameters) = (viewed.Callable, viewed.Name, viewed.Parameters);
    }

    /// <summary>What its calls may take.</summary>
    internal CallLimits Limits => _limits ?? _module.Limits;

    /// <summary>The function of the module itself, which has the native code.</summary>
    internal PycFunction Root => _viewed ?? this;

    /// <summary>The same function, with other limits for its calls.</summary>
    internal PycFunction WithLimits(CallLimits limits) => new(Root, limits);
}
