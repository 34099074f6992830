using System.Diagnostics;
using Pyc;
using Pyc.Samples;

var names = (string[])["sepia", "vignette", "dither", "blur", "sharpen", "edges"];
if (args.Length == 1 || (args.Length > 1 && args[2..].Except(names).Any()))
{
    Console.Error.WriteLine($"Usage: ImageFilter [IN.png OUT.png FILTER...], where a FILTER is one of {string.Join(", ", names)}.");
    Console.Error.WriteLine("Without arguments a landscape is painted, before.png, and every filter shows what it makes of it in after.png.");
    return 2;
}

// What does not run natively cannot be bound: Fallback is Error.
using var module = PycJit.Load(Path.Combine(AppContext.BaseDirectory, "pyc", "3.13", "filters.pyc"));
var filters = module.Bind<IFilters>();
if (args.Length > 1)
{
    var picture = Picture.Read(args[0]);
    foreach (var name in args[2..])
    {
        var filtered = Filter(picture, name);
        picture.Dispose();
        picture = filtered;
    }
    picture.Write(args[1]);
    Console.WriteLine($"{args[1]}: {picture.Width} x {picture.Height} pixels, {string.Join(", ", args[2..])}");
    picture.Dispose();
    return 0;
}

const int Width = 320, Height = 200, Columns = 3;
using var before = new Picture(Width, Height);
filters.Paint(before.Pixels, Width, Height);
before.Write("before.png");
using var after = new Picture(Width * Columns, Height * (names.Length / Columns));
foreach (var (i, name) in names.Index())
{
    using var filtered = Filter(before, name);
    after.Put(filtered, i % Columns * Width, i / Columns * Height);
}
after.Write("after.png");
Console.WriteLine($"before.png: {before.Width} x {before.Height} pixels, painted");
Console.WriteLine($"after.png: {after.Width} x {after.Height} pixels, {string.Join(", ", names)}");
return 0;

Picture Filter(Picture source, string name)
{
    // The first call compiles the filter, which is not what the time should tell.
    Apply(source, source.Copy(), name).Dispose();
    var target = source.Copy();
    var start = Stopwatch.GetTimestamp();
    Apply(source, target, name);
    Console.Error.WriteLine($"{name}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms");
    return target;
}

Picture Apply(Picture source, Picture target, string name)
{
    var (width, height) = (source.Width, source.Height);
    switch (name)
    {
        case "sepia":
            filters.Sepia(target.Pixels);
            break;
        case "vignette":
            filters.Vignette(target.Pixels, width, height, strength: 0.9);
            break;
        case "dither":
            filters.Dither(target.Pixels, width, height, levels: 3);
            break;
        case "blur":
            filters.Blur(source.Pixels, target.Pixels, width, height, radius: 6);
            break;
        case "sharpen":
            filters.Sharpen(source.Pixels, target.Pixels, width, height, amount: 1.5);
            break;
        default:
            filters.Edges(source.Pixels, target.Pixels, width, height);
            break;
    }
    return target;
}
