namespace Pyc;

/// <summary>Python raised a <c>ZeroDivisionError</c>.</summary>
public sealed class PythonZeroDivisionException : PythonException
{
    internal PythonZeroDivisionException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised a <c>ValueError</c>.</summary>
public sealed class PythonValueException : PythonException
{
    internal PythonValueException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised a <c>TypeError</c>.</summary>
public sealed class PythonTypeException : PythonException
{
    internal PythonTypeException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised an <c>IndexError</c>.</summary>
public sealed class PythonIndexException : PythonException
{
    internal PythonIndexException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised a <c>KeyError</c>.</summary>
public sealed class PythonKeyException : PythonException
{
    internal PythonKeyException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised an <c>OverflowError</c>: a float or an argument of Python's own functions is too large.</summary>
public sealed class PythonOverflowException : PythonException
{
    internal PythonOverflowException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised an <c>AssertionError</c>.</summary>
public sealed class PythonAssertionException : PythonException
{
    internal PythonAssertionException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised a <c>RecursionError</c>; before 3.5 that is a <c>RuntimeError</c> and a <see cref="PythonRuntimeException"/>.</summary>
public sealed class PythonRecursionException : PythonException
{
    internal PythonRecursionException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised an <c>AttributeError</c>.</summary>
public sealed class PythonAttributeException : PythonException
{
    internal PythonAttributeException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised a <c>NameError</c> or an <c>UnboundLocalError</c>, which derives from it.</summary>
public sealed class PythonNameException : PythonException
{
    internal PythonNameException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised a <c>RuntimeError</c>.</summary>
public sealed class PythonRuntimeException : PythonException
{
    internal PythonRuntimeException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised a <c>StopIteration</c>.</summary>
public sealed class PythonStopIterationException : PythonException
{
    internal PythonStopIterationException(RaisedException raised)
        : base(raised)
    {
    }
}

/// <summary>Python raised a <c>MemoryError</c>.</summary>
public sealed class PythonMemoryException : PythonException
{
    internal PythonMemoryException(RaisedException raised)
        : base(raised)
    {
    }
}
