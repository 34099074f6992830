using System.Globalization;
using Pyc.Native;
using Pyc.Samples.Multiply;

const int largest = 9;   // multiplies 0 to this

if (args.Length != 1
    || !long.TryParse(args[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var factor))
{
    Console.Error.WriteLine("Usage: Multiply N");
    Console.Error.WriteLine("Writes machine code that multiplies by N and calls it for 0 to 9. N is a whole number of 64 bits.");
    return 2;
}

if (factor is > long.MaxValue / largest or < long.MinValue / largest)
{
    // imul would wrap around silently, and a wrong product is no product.
    Console.Error.WriteLine(
        $"Multiply: {largest} * {factor} does not fit in 64 bits. " +
        $"N is at least {long.MinValue / largest} and at most {long.MaxValue / largest}.");
    return 2;
}

try
{
    using var heap = new CodeHeap();
    using var block = heap.Add(MultiplyCode.For(factor));
    var correct = true;
    for (long x = 0; x <= largest; x++)
    {
        var product = Call(block, x);
        var right = product == checked(x * factor);
        correct &= right;
        Console.WriteLine($"{x} * {factor} = {product} {(right ? "OK" : "WRONG")}");
    }
    return correct ? 0 : 1;
}
catch (Exception exception) when (exception is NativeMemoryException or PlatformNotSupportedException)
{
    Console.Error.WriteLine($"Multiply: {exception.Message}");
    return 1;
}

static unsafe long Call(CodeBlock block, long x)
{
    var product = ((delegate* unmanaged<long, long>)block.Address)(x);
    GC.KeepAlive(block);   // the address alone does not hold the code
    return product;
}
