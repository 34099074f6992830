using Pyc.Binding;

namespace Pyc;

/// <summary>Makes delegates whose calls have limits or a token, of delegates whose calls have none.</summary>
internal static class LimitedBinder
{
    /// <summary>Makes a delegate.</summary>
    /// <param name="function">The function that it calls.</param>
    /// <param name="shape">Its signature.</param>
    /// <param name="bind">Makes the delegate that is called within the limits: a <c>Func</c> or an <c>Action</c>.</param>
    /// <exception cref="SignatureMismatchException">It has more than 16 parameters.</exception>
    public static Delegate Bind(PycFunction function, DelegateShape shape, Func<DelegateShape, Delegate> bind)
    {
        if (shape.Parameters.Length > DelegateShape.MaximumParameters)
        {
            throw new SignatureMismatchException(
                function.Declaration, "", TypeNames.Of(shape.Type), $"a delegate whose calls have limits can have {DelegateShape.MaximumParameters} parameters.");
        }
        var inner = bind(shape with { CalledType = DelegateTypes.OfFramework(shape.Parameters, shape.Result) });
        return DelegateTargets.Limited(function.Limits, shape, inner);
    }
}
